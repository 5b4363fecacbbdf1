package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.parley.sql.postgres.Tables.INVOICE_LINE;
import static org.parley.sql.postgres.Tables.INVOICE_MAPPING;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.analytics.invoice.InvoiceHead;
import org.parley.analytics.invoice.Invoices;
import org.parley.analytics.invoice.Invoices.Imported;
import org.parley.batch.imports.csv.FileLimits;
import org.parley.batch.imports.invoices.InvoiceMapping;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/// Files of invoices become lines, whole or not at all.
class InvoiceImportsTest {

    private static final String ANN = "ann@parley.example";

    private final DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final JsonMapper json = JsonMapper.builder().build();
    private final InvoiceMappings mappings = new InvoiceMappings(dsl, json, ImportWorld.CLOCK);

    @TempDir Path folder;
    private InvoiceImports imports;

    @BeforeEach
    void desk() {
        imports =
                new InvoiceImports(
                        new Invoices(
                                dsl,
                                new AuditLog(new AuditStore(dsl, json, ImportWorld.CLOCK)),
                                json,
                                ImportWorld.CLOCK,
                                ZoneId.of("Europe/Sofia"),
                                Duration.ofSeconds(30)),
                        mappings,
                        new Uploads(folder, DataSize.ofMegabytes(8), UUID::randomUUID),
                        new FileLimits(DataSize.ofMegabytes(8), 200, 1 << 20));
    }

    private long mapping(String text) {
        return mappings.keep(json.readValue(text, InvoiceMapping.class), ANN).id();
    }

    private static String example(String name) {
        try {
            return Files.readString(Path.of("docs/invoices", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvoiceHead head(String number, String total, String tax) {
        return new InvoiceHead(
                "Viber Ltd",
                number,
                "EUR",
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2026, 10, 31),
                new BigDecimal(total),
                new BigDecimal(tax));
    }

    private Imported take(InvoiceHead head, long mapping, String csv) {
        return take(head, mapping, csv.getBytes(StandardCharsets.UTF_8));
    }

    private Imported take(InvoiceHead head, long mapping, byte[] file) {
        try {
            return imports.take(head, mapping, "october.csv", new ByteArrayInputStream(file), ANN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theMonthlyExampleIsThreeLines() {
        var imported =
                take(
                        head("1", "282.85", "56.57"),
                        mapping(example("monthly.json")),
                        example("monthly.csv"));

        assertThat(imported.fresh()).isTrue();
        assertThat(imported.invoice().lines()).isEqualTo(3);
        assertThat(imported.invoice().perMessage()).isFalse();
        assertThat(dsl.selectFrom(INVOICE_LINE).orderBy(INVOICE_LINE.LINE).fetch())
                .extracting(
                        line -> line.getLine(),
                        line -> line.getAccount(),
                        line -> line.getChannel(),
                        line -> line.getCountry(),
                        line -> line.getCategory(),
                        line -> line.getMonth(),
                        line -> line.getQuantity(),
                        line -> line.getAmount().toPlainString())
                .containsExactly(
                        tuple(
                                2L,
                                "main",
                                "viber",
                                "BG",
                                "marketing",
                                LocalDate.of(2026, 10, 1),
                                12_400L,
                                "117.800000"),
                        tuple(
                                3L,
                                "main",
                                "viber",
                                "DE",
                                "marketing",
                                LocalDate.of(2026, 10, 1),
                                3_050L,
                                "125.050000"),
                        tuple(
                                4L,
                                "main",
                                "viber",
                                "",
                                "fee",
                                LocalDate.of(2026, 10, 1),
                                1L,
                                "40.000000"));
    }

    @Test
    void theUsageExampleIsOneLineAMessageAlsoCompressed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(example("usage.csv").getBytes(StandardCharsets.UTF_8));
        }

        var imported =
                take(head("2", "0.07", "0"), mapping(example("usage.json")), bytes.toByteArray());

        assertThat(imported.invoice().perMessage()).isTrue();
        assertThat(dsl.selectFrom(INVOICE_LINE).orderBy(INVOICE_LINE.LINE).fetch())
                .extracting(
                        line -> line.getMessageId(),
                        line -> line.getChannel(),
                        line -> line.getQuantity())
                .containsExactly(
                        tuple("SM0001", "sms", 1L),
                        tuple("SM0002", "sms", 1L),
                        tuple("SM0003", "sms", 1L),
                        tuple("SM0004", "sms", 1L));
        assertThat(folder).as("no upload stays").isEmptyDirectory();
    }

    @Test
    void theSameLinesChangeNothingHoweverTheyAreWrittenAndOthersAreRefused() throws IOException {
        var mapping = mapping(example("monthly.json"));
        var first = take(head("f-1", "282.85", "56.57"), mapping, example("monthly.csv"));

        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(
                    example("monthly.csv")
                            .replace("\"125,05\"", "\"125,050\"")
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        var second = take(head("F-1 ", "282.85", "56.57"), mapping, bytes.toByteArray());

        assertThat(second.fresh()).isFalse();
        assertThat(second.invoice().id()).isEqualTo(first.invoice().id());
        refused(
                () ->
                        take(
                                head("f-1", "282.85", "56.57"),
                                mapping,
                                example("monthly.csv").replace("Germany", "Bulgaria")),
                ErrorCode.ALREADY_EXISTS,
                "Invoice f-1 of Viber Ltd was imported on");
    }

    @Test
    void anEqualMappingIsTheSame() {
        var first = mapping(example("monthly.json"));
        assertThat(mapping(example("monthly.json").replace("\n", "\n  "))).isEqualTo(first);
        assertThat(mapping(example("usage.json"))).isNotEqualTo(first);
        assertThat(dsl.fetchCount(INVOICE_MAPPING)).isEqualTo(2);
    }

    @Test
    void thousandsMayBePartedBySpacesThatDoNotBreakAndAFeeMayBeOfNoQuantity() {
        var mapping =
                mapping(
                        "{\"columns\": {\"quantity\": \"n\", \"amount\": \"a\"}, \"decimal\": \",\", \"grouping\": \" \"}");

        take(
                head("S", "1298.57", "0"),
                mapping,
                "n,a\n12\u00a0400,\"1\u202f234,57\"\n3,\"24,00\u00a0\"\n,\"40,00\"\n");

        assertThat(dsl.selectFrom(INVOICE_LINE).orderBy(INVOICE_LINE.LINE).fetch())
                .extracting(line -> line.getQuantity(), line -> line.getAmount().toPlainString())
                .containsExactly(
                        tuple(12_400L, "1234.570000"),
                        tuple(3L, "24.000000"),
                        tuple(0L, "40.000000"));
        malformed(
                () ->
                        take(
                                head("T", "1.00", "0"),
                                mapping(
                                        "{\"columns\": {\"messageId\": \"m\", \"channel\": {\"value\": \"sms\"}, \"quantity\": \"n\", \"amount\": \"a\"}}"),
                                "m,n,a\nM1,,1.00\n"),
                "Line 2: column n is no whole number of messages.");
    }

    @Test
    void aPatternOfDaysMayHaveAnOffset() {
        var mapping =
                mapping(
                        "{\"columns\": {\"day\": \"d\", \"amount\": \"a\"}, \"dateFormat\": \"dd.MM.yyyy HH:mm xxx\"}");

        take(head("O", "1.00", "0"), mapping, "d,a\n30.09.2026 23:30 +00:00,1.00\n");

        assertThat(dsl.fetchValues(INVOICE_LINE.MONTH)).containsOnly(LocalDate.of(2026, 10, 1));
    }

    @Test
    void creditsMayBeWrittenWithoutAMinus() {
        var mapping =
                mapping(
                        "{\"columns\": {\"quantity\": \"n\", \"amount\": \"a\"}, \"negate\": true}");

        take(head("C", "-3.00", "0"), mapping, "n,a\n2,1.00\n1,2.00\n");

        assertThat(
                        dsl.fetchSingle("select sum(quantity), sum(amount) from invoice_line")
                                .intoList())
                .hasToString("[-3, -3.000000]");
    }

    @Test
    void aProgramIsRefusedBeforeAnythingIsRead() throws IOException {
        var mapping = mapping(example("monthly.json"));
        // cannot be read
        InputStream unread = InputStream.nullInputStream();
        unread.close();
        var nobody = "An invoice takes two people. Sign in as a member; an API key is nobody.";
        refused(
                () -> imports.take(head("P", "1.00", "0"), mapping, "p.csv", unread, "key:aaaa"),
                ErrorCode.FORBIDDEN,
                nobody);
        refused(
                () ->
                        mappings.keep(
                                json.readValue(example("monthly.json"), InvoiceMapping.class),
                                "key:aaaa"),
                ErrorCode.FORBIDDEN,
                nobody);
    }

    @Test
    void anInvoiceTellsTheMappingThatReadItWhichCannotChange() {
        mapping(example("usage.json"));
        var mapping = mapping(example("monthly.json"));

        var invoice = take(head("1", "282.85", "56.57"), mapping, example("monthly.csv")).invoice();

        assertThat(invoice.mapping()).isEqualTo(mapping);
        assertThat(dsl.fetchSingle("select detail ->> 'mapping' from audit_entry").get(0))
                .isEqualTo(String.valueOf(mapping));
        assertThatThrownBy(() -> dsl.execute("update invoice_mapping set mapping = '{}'"))
                .hasMessageContaining("invoice_mapping");
    }

    @Test
    void aMomentIsOfTheDayThatItIsInTheBusinessZone() {
        var mapping = mapping("{\"columns\": {\"day\": \"d\", \"amount\": \"a\"}}");

        take(
                head("M", "3.00", "0"),
                mapping,
                "d,a\n2026-09-30T21:00:00Z,1.00\n2026-10-31,1.00\n2026-10-31 23:59:59,1.00\n");

        assertThat(dsl.fetchValues(INVOICE_LINE.MONTH)).containsOnly(LocalDate.of(2026, 10, 1));
        malformed(
                () -> take(head("N", "1.00", "0"), mapping, "d,a\n2026-10-31T22:00:00Z,1.00\n"),
                "Line 2: is of 2026-11, which is outside of the invoice's period");
    }

    @Test
    void aFaultIsToldWithItsLineAndNothingIsKept() {
        var mapping = mapping(example("monthly.json"));
        var csv = example("monthly.csv");
        var head = head("1", "282.85", "56.57");
        malformed(
                () -> take(head, mapping, csv.replace("Germany", "Atlantis")),
                "Line 3: column Destination is not a country such as DE.");
        malformed(
                () -> take(head, mapping, csv.replace("\"125,05\"", "125.05")),
                "Line 3: column Net amount is no number with at most 6 decimals.");
        malformed(
                () -> take(head, mapping, csv.replace("\"0,041000\"", "\"0,014000\"")),
                "Line 3: 3050 times 0.014 is 42.70, and the line says 125.05.");
        malformed(
                () -> take(head, mapping, csv.replaceAll("(?m)^2,.*\n", "")),
                "The lines add up to 157.80 EUR, and the invoice's total is 282.85.");
        malformed(
                () -> take(head("1", "282.85", "0"), mapping, csv),
                "The tax of the lines adds up to 56.57 EUR, and the invoice's tax is 0.00.");
        malformed(
                () -> take(head, mapping, csv.replace("Destination", "Ziel")),
                "The first line must name the columns; missing: Destination");
        malformed(
                () -> take(head, mapping, csv.replace("12.400", "1" + "0".repeat(30))),
                "Line 2: column ");
        var dated =
                mapping(
                        "{\"columns\": {\"day\": \"d\", \"amount\": \"a\"}, \"dateFormat\": \"dd.MM.yyyy\"}");
        malformed(
                () -> take(head("3", "1.00", "0"), dated, "d,a\n01.11.2026,1.00\n"),
                "Line 2: is of 2026-11, which is outside of the invoice's period");
        malformed(
                () -> take(head("3", "1.00", "0"), dated, "d,a\n2026-10-01,1.00\n"),
                "Line 2: column d is no day.");
        malformed(
                () ->
                        take(
                                head("3", "0.07", "0"),
                                mapping(example("usage.json")),
                                example("usage.csv").replace("GB,0.0372,EUR", "GB,0.0372,USD")),
                "Line 2: column currency is not EUR");
        assertThat(dsl.fetchCount(INVOICE_LINE)).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    private static void malformed(ThrowingCallable deed, String start) {
        refused(deed, ErrorCode.MALFORMED_FILE, start);
    }

    private static void refused(ThrowingCallable deed, ErrorCode code, String start) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem).hasMessageStartingWith(start);
                            assertThat(problem.code()).isEqualTo(code);
                        });
    }
}
