package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sql.StoreAddress;
import org.parley.sql.testing.TestStores;

/// A file three times as large as the heap is imported, rejects included.
class ConstantMemoryTest {

    private static final int ROWS = 200_000;

    @TempDir Path directory;

    @Test
    void aFileLargerThanTheHeapIsImported() throws IOException, InterruptedException {
        StoreAddress address = TestStores.freshPostgresAddress();
        Path csv = directory.resolve("large.csv");
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("external_id,note\n");
            String note = "x".repeat(1_000);
            for (int i = 1; i <= ROWS; i++) {
                // One row in a hundred is a contact; the others test the reject file.
                out.write((i % 100 == 0 ? String.valueOf(i) : "") + "," + note + "\n");
            }
        }
        Path answer = directory.resolve("answer");

        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx64m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        SmallHeap.class.getName(),
                                        address.jdbcUrl(),
                                        address.user(),
                                        address.password(),
                                        csv.toString(),
                                        directory.resolve("imports").toString(),
                                        answer.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(() -> log()).isZero();
        assertThat(Files.size(csv)).isGreaterThan(2 * (64L << 20));
        assertThat(Files.readString(answer)).isEqualTo("FINISHED 200000 2000 198000 198001");
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// Runs in the small heap: arguments are the database, the file, the directory of imports and
    /// where to answer.
    static final class SmallHeap {

        private SmallHeap() {}

        public static void main(String[] args) throws IOException {
            StoreAddress address = new StoreAddress(args[0], args[1], args[2]);
            try (ImportWorld world = new ImportWorld(ImportWorld.pool(address), Path.of(args[4]))) {
                ImportFile file =
                        world.ended(
                                world.imports
                                        .start(
                                                ImportKind.CONTACTS,
                                                Path.of(args[3]),
                                                ImportOptions.NONE,
                                                "test")
                                        .id());
                Files.writeString(
                        Path.of(args[5]),
                        file.state()
                                + " "
                                + file.rowsRead()
                                + " "
                                + file.rowsApplied()
                                + " "
                                + file.rowsRejected()
                                + " "
                                + world.rejects(file).size());
            }
        }
    }
}
