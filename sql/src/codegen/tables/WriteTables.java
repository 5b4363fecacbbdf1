import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;
import org.parley.sql.StoreAddress;
import org.parley.sql.embedded.EmbeddedSettings;
import org.parley.sql.embedded.EmbeddedStores;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.Migrations;

/// Starts both stores in a new directory, migrates them and has jOOQ write their tables.
public final class WriteTables {
    private static final String NO_TABLES_OF_OURS =
            "flyway_schema_history|qrtz_.*|batch_.*|spring_session.*|.*_default|[.]inner.*";

    // jOOQ leaves what ClickHouse wraps as objects, and has unsigned types of its own that nobody
    // wants to compute with: a number past the signed range fails when it is read.
    private static final List<ForcedType> CLICKHOUSE_TYPES =
            List.of(
                    wrapped("VARCHAR", "String|Enum(8|16)\\(.*\\)"),
                    wrapped("INSTANT", "DateTime|DateTime(64)?\\(.*\\)"),
                    wrapped("LOCALDATE", "Date|Date32"),
                    wrapped("INTEGER", "Int32|UInt8|UInt16"),
                    wrapped("BIGINT", "Int64|UInt32|UInt64"),
                    type("OTHER", "AggregateFunction\\(.*"));

    private WriteTables() {}

    public static void main(String[] arguments) throws Exception {
        var module = Path.of(arguments[0]);
        var output = Path.of(arguments[1]);
        Logger.getLogger("").setLevel(Level.WARNING);
        var data = Files.createTempDirectory(module.resolve("target"), "codegen-stores");
        try (var stores = EmbeddedStores.open(EmbeddedSettings.forTests(data))) {
            var postgres = stores.postgres();
            var clickHouse = stores.clickHouse();
            Migrations.migratePostgres(postgres.unpooled());
            Migrations.migrateClickHouse(
                    clickHouse.unpooled(), postgres.unpooled(), ClickHouseLayout.singleServer());
            delete(output);
            Files.createDirectories(output);
            write(
                    "org.jooq.meta.postgres.PostgresDatabase",
                    "public",
                    postgres,
                    List.of(
                            type(
                                    "INSTANT",
                                    "(?i:timestamp with time zone|timestamptz)(\\(\\d\\))?")),
                    "org.parley.sql.postgres",
                    output);
            write(
                    "org.jooq.meta.clickhouse.ClickHouseDatabase",
                    "parley",
                    clickHouse,
                    CLICKHOUSE_TYPES,
                    "org.parley.sql.clickhouse",
                    output);
        } finally {
            delete(data);
        }
    }

    private static ForcedType type(String name, String pattern) {
        return new ForcedType().withName(name).withIncludeTypes(pattern);
    }

    // jOOQ reads patterns in the mode that ignores white space.
    private static ForcedType wrapped(String name, String bare) {
        return type(
                name,
                "(SimpleAggregateFunction\\([a-zA-Z]+,\\s)?(LowCardinality\\()?(Nullable\\()?("
                        + bare
                        + ")\\)*");
    }

    private static void write(
            String database,
            String schema,
            StoreAddress store,
            List<ForcedType> types,
            String target,
            Path output)
            throws Exception {
        try (var connection = store.unpooled().getConnection()) {
            var tool = new GenerationTool();
            tool.setConnection(connection);
            tool.run(
                    new Configuration()
                            .withJdbc(new Jdbc())
                            .withGenerator(
                                    new Generator()
                                            .withDatabase(
                                                    new Database()
                                                            .withName(database)
                                                            .withInputSchema(schema)
                                                            .withOutputSchemaToDefault(true)
                                                            .withExcludes(NO_TABLES_OF_OURS)
                                                            .withForcedTypes(types))
                                            .withGenerate(generate())
                                            .withTarget(
                                                    new Target()
                                                            .withPackageName(target)
                                                            .withDirectory(output.toString()))));
        }
    }

    private static Generate generate() {
        return new Generate()
                .withPojos(false)
                .withDaos(false)
                .withGeneratedAnnotation(false)
                .withJavaTimeTypes(true)
                .withNullableAnnotation(true)
                .withNullableAnnotationType("org.jspecify.annotations.Nullable")
                .withNonnullAnnotation(true)
                .withNonnullAnnotationType("org.jspecify.annotations.NonNull");
    }

    private static void delete(Path directory) throws Exception {
        if (!Files.exists(directory)) {
            return;
        }
        var paths = new ArrayList<Path>();
        try (var walk = Files.walk(directory)) {
            walk.forEach(paths::add);
        }
        for (var path : paths.reversed()) {
            Files.delete(path);
        }
    }
}
