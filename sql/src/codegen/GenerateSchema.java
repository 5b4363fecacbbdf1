import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.tools.ToolProvider;

/// Writes jOOQ's tables of both stores, unless nothing they depend on has changed. Started as a
/// source file by Maven, before anything of the module is compiled: it compiles what it needs to
/// start and migrate the stores by itself.
///
/// Arguments: the module's directory, then the versions that the output depends on.
final class GenerateSchema {
    private static final List<String> INPUTS =
            List.of(
                    "src/main/resources/org/parley/sql/postgres",
                    "src/main/resources/org/parley/sql/clickhouse",
                    "src/main/java/org/parley/sql/migration",
                    "src/codegen");
    private static final List<String> SOURCES = List.of("src/main/java", "src/codegen/tables");

    private GenerateSchema() {}

    public static void main(String[] arguments) throws Exception {
        var module = Path.of(arguments[0]);
        var output = module.resolve("target/generated-sources/jooq");
        var stampFile = module.resolve("target/generated-sources/jooq.stamp");
        var stamp = stamp(module, arguments);
        if (Files.isDirectory(output)
                && Files.exists(stampFile)
                && Files.readString(stampFile).equals(stamp)) {
            return;
        }
        Files.deleteIfExists(stampFile);
        forgetRemovedMigrations(module);
        var classes = Files.createDirectories(module.resolve("target/codegen-classes"));
        compile(module, classes);
        try (var loader =
                new URLClassLoader(
                        classPath(module, classes), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass("WriteTables")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {module.toString(), output.toString()});
        }
        Files.writeString(stampFile, stamp);
    }

    private static String stamp(Path module, String[] versions) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var version : versions) {
            digest.update(version.getBytes());
        }
        for (var input : INPUTS) {
            for (var file : filesIn(module.resolve(input), "")) {
                digest.update(module.relativize(file).toString().getBytes());
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Maven copies resources but never removes one: a migration that was renamed would run twice.
    private static void forgetRemovedMigrations(Path module) throws IOException {
        for (var store : List.of("postgres", "clickhouse")) {
            var copies = module.resolve("target/classes/org/parley/sql").resolve(store);
            for (var copy : filesIn(copies, ".sql")) {
                Files.delete(copy);
            }
        }
    }

    private static void compile(Path module, Path classes) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-parameters",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path")));
        for (var root : SOURCES) {
            for (var file : filesIn(module.resolve(root), ".java")) {
                command.add(file.toString());
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, command.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(
                    "What starts the stores does not compile; it must not use generated tables");
        }
    }

    private static URL[] classPath(Path module, Path classes) throws IOException {
        var urls = new ArrayList<URL>();
        urls.add(url(classes));
        urls.add(url(module.resolve("src/main/resources")));
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            // Not the module's own output: it may be that of an older build.
            if (!Path.of(entry).startsWith(module)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static List<Path> filesIn(Path directory, String suffix) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static URL url(Path directory) throws IOException {
        // A directory's URL ends with a slash even while the directory does not exist.
        var uri = directory.toUri().toString();
        return URI.create(uri.endsWith("/") ? uri : uri + "/").toURL();
    }
}
