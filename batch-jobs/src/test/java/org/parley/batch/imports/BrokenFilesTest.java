package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// A file that is broken as a whole gets a clear answer, and nothing of it lands.
class BrokenFilesTest {

    private static final String CONTACTS = "external_id,first_name\n1,Ana\n";
    private static final String ORDERS =
            "store,order_id,placed_at,currency,sku,quantity,unit_price\nweb,O1,2026-01-02,EUR,s,1,2.50\n";

    @TempDir static Path directory;
    private static ImportWorld world;

    @BeforeAll
    static void open() {
        world = new ImportWorld(directory);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static Stream<Arguments> brokenFiles() {
        byte[] gzip = gzip(CONTACTS.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                broken(
                        ImportKind.CONTACTS,
                        "",
                        "The file is empty; its first line must name the columns"),
                broken(
                        ImportKind.CONTACTS,
                        "1,Ana\n2,Eva\n",
                        "The first line must name the columns; missing: external_id"),
                broken(
                        ImportKind.CONTACTS,
                        "external_id;first_name\n1;Ana\n",
                        "The first line must name the columns; missing: external_id; columns are separated by commas,"
                                + " not semicolons"),
                broken(
                        ImportKind.CONTACTS,
                        "external_id,,x\n1,,\n",
                        "Column 2 of the header has no name"),
                broken(
                        ImportKind.CONTACTS,
                        "external_id,a,A\n1,,\n",
                        "Columns of the header have the same name; the second is column 3"),
                broken(
                        ImportKind.CONTACTS,
                        "external_id,a:money\n1,\n",
                        "Column a has a type that is none of text, number, boolean, date"),
                broken(
                        ImportKind.ORDERS,
                        "order_id,sku\n1,s\n",
                        "The first line must name the columns; missing: store, placed_at, quantity, unit_price, currency"),
                broken(
                        ImportKind.CONTACTS,
                        (CONTACTS + "2,Jos\u00e9\n").getBytes(StandardCharsets.ISO_8859_1),
                        "Line 3 is not UTF-8; save the file as UTF-8"),
                broken(
                        ImportKind.CONTACTS,
                        CONTACTS.getBytes(StandardCharsets.UTF_16),
                        "The file is UTF-16; save it as UTF-8"),
                broken(
                        ImportKind.CONTACTS,
                        CONTACTS.getBytes(StandardCharsets.UTF_16LE),
                        "Line 1 holds a NUL: the file is binary or UTF-16, not UTF-8 text"),
                broken(
                        ImportKind.CONTACTS,
                        CONTACTS + "2,\"Eva",
                        "The quote that opens in line 3 is never closed: the file looks half-written; send it again"),
                broken(
                        ImportKind.CONTACTS,
                        CONTACTS + "2",
                        "The file ends in the middle of line 3: it looks half-written; send it again"),
                broken(
                        ImportKind.ORDERS,
                        ORDERS + "web,O2,2026-01-02,EUR,s,1,2.5",
                        "The last line, 3, has no line break: the file looks half-written, and a cut price looks like a"
                                + " price; where it is whole, end it with a line break"),
                broken(
                        ImportKind.CONTACTS,
                        Arrays.copyOf(gzip, gzip.length - 9),
                        "The file is cut short: its gzip stream stops before its end; send it again"),
                broken(
                        ImportKind.CONTACTS,
                        damaged(gzip),
                        "The gzip stream of the file is damaged; send it again"),
                broken(
                        ImportKind.CONTACTS,
                        new byte[] {'P', 'K', 3, 4, 0, 0},
                        "The file is a zip archive or a spreadsheet; send CSV, plain or as gzip"),
                broken(
                        ImportKind.CONTACTS,
                        CONTACTS + "2," + "x".repeat(2 << 20) + "\n",
                        "Line 3 is longer than 1048576 characters, or a quote opened before it is never closed"));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void aBrokenFileGetsAClearErrorAndLeavesNothing(
            ImportKind kind, byte[] content, String problem) {
        String before = world.checksums();

        ImportFile file = world.run(kind, content, ImportOptions.NONE);

        assertThat(file.problem()).isEqualTo(problem);
        assertThat(file.state()).isEqualTo(ImportState.FAILED);
        assertNothingLeft(before);
    }

    @Test
    void aLineOfAGigabyteIsRefusedBeforeItIsInMemory() throws IOException {
        String before = world.checksums();
        byte[] zeros = new byte[1 << 20];
        Arrays.fill(zeros, (byte) 'x');
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(CONTACTS.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 1_000; i++) {
                out.write(zeros);
            }
        }

        ImportFile file = world.run(ImportKind.CONTACTS, packed.toByteArray(), ImportOptions.NONE);

        assertThat(file.problem()).startsWith("Line 3 is longer than 1048576 characters");
        assertNothingLeft(before);
    }

    @Test
    void aZipBombIsRefusedWhileItGrows() throws IOException {
        String before = world.checksums();
        byte[] lines = "1,Ana\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("external_id,first_name\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 400; i++) {
                out.write(lines);
            }
        }

        ImportFile file = world.run(ImportKind.CONTACTS, packed.toByteArray(), ImportOptions.NONE);

        assertThat(file.problem())
                .isEqualTo(
                        "The file grows more than 200 times when it is decompressed; no real list does, send it"
                                + " uncompressed");
        assertNothingLeft(before);
    }

    @Test
    void anUploadThatBreaksOffLeavesNoFileAndNoImport() {
        long imports = world.count("import_file");
        InputStream broken =
                new SequenceInputStream(
                        new ByteArrayInputStream(CONTACTS.getBytes(StandardCharsets.UTF_8)),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("connection reset");
                            }

                            @Override
                            public int read(byte[] into, int offset, int length)
                                    throws IOException {
                                throw new IOException("connection reset");
                            }
                        });

        assertThatThrownBy(() ->
                        world.imports.start(
                                ImportKind.CONTACTS, "f.csv", broken, ImportOptions.NONE, "test"))
                .isInstanceOf(IOException.class);

        assertThat(world.count("import_file")).isEqualTo(imports);
        assertNothingLeft(world.checksums());
    }

    @Test
    void anUploadThatIsTooLargeIsRefusedWithoutKeepingIt() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        return length;
                    }
                };

        assertThatThrownBy(() ->
                        world.imports.start(
                                ImportKind.CONTACTS, "f.csv", endless, ImportOptions.NONE, "test"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));

        assertNothingLeft(world.checksums());
    }

    private static void assertNothingLeft(String before) {
        assertThat(world.checksums()).isEqualTo(before);
        assertThat(world.waitingTables()).isZero();
        await().untilAsserted(() -> assertThat(directory).isEmptyDirectory());
    }

    private static Arguments broken(ImportKind kind, String content, String problem) {
        return broken(kind, content.getBytes(StandardCharsets.UTF_8), problem);
    }

    private static Arguments broken(ImportKind kind, byte[] content, String problem) {
        return Arguments.of(kind, content, problem);
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] damaged(byte[] gzip) {
        byte[] copy = gzip.clone();
        copy[copy.length - 6] ^= 1;
        return copy;
    }
}
