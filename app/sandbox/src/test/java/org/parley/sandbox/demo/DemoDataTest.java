package org.parley.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sandbox.world.Channel;

class DemoDataTest {
    private static final DemoData DATA =
            new DemoData(1, 2_000, Instant.parse("2026-09-01T00:00:00Z"));

    @TempDir Path directory;

    @BeforeEach
    void write() throws IOException {
        DATA.write(directory);
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path again = directory.resolve("again");
        DATA.write(again);
        for (String file : List.of("contacts.csv", "consents.csv", "orders.csv")) {
            assertThat(Files.mismatch(directory.resolve(file), again.resolve(file))).isEqualTo(-1);
        }
    }

    @Test
    void contactsAreOfManyCountriesAndSomeAreSpeltBadly() throws IOException {
        List<CSVRecord> contacts = read("contacts.csv");
        assertThat(contacts).hasSize(2_000);
        assertThat(values(contacts, "external_id")).hasSize(2_000);
        assertThat(values(contacts, "country")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(share(contacts, row -> row.get("viber_id").isEmpty())).isBetween(0.3, 0.7);
        assertThat(share(contacts, row -> row.get("email").contains(" at ")))
                .isBetween(0.005, 0.03);
        assertThat(share(contacts, row -> row.get("phone").isEmpty())).isBetween(0.01, 0.03);
        assertThat(share(contacts, row -> row.get("phone").startsWith("+"))).isBetween(0.85, 0.97);
        long ids =
                contacts.stream()
                        .map(row -> row.get("viber_id"))
                        .filter(id -> !id.isEmpty())
                        .count();
        assertThat(values(contacts, "viber_id")).hasSize((int) ids + 1);
        assertThat(share(contacts, row -> row.get("tags").contains(";"))).isPositive();
    }

    @Test
    void someNeverAgreedAndSomeTookItBack() throws IOException {
        List<CSVRecord> consents = read("consents.csv");
        Set<String> known = values(read("contacts.csv"), "external_id");
        Set<String> asked = values(consents, "external_id");
        assertThat(known).containsAll(asked);
        assertThat(asked.size()).isBetween(1_700, 1_950);
        assertThat(values(consents, "channel"))
                .containsExactlyInAnyOrder(
                        "email",
                        "viber",
                        "whatsapp",
                        "viber_business",
                        "rcs",
                        "line",
                        "sms",
                        "telegram");
        assertThat(values(consents, "state")).containsExactlyInAnyOrder("granted", "withdrawn");
        assertThat(consents)
                .allSatisfy(row ->
                        assertThat(Instant.parse(row.get("occurred_at"))).isBefore(DATA.until()));
    }

    @Test
    void everyRefundNamesAnOrderThatWasPlaced() throws IOException {
        List<CSVRecord> orders = read("orders.csv");
        List<CSVRecord> refunds =
                orders.stream().filter(row -> row.get("kind").equals("refund")).toList();
        Set<String> sold =
                orders.stream()
                        .filter(row -> row.get("kind").equals("sale"))
                        .map(row -> row.get("order_id"))
                        .collect(Collectors.toSet());
        assertThat(refunds).isNotEmpty();
        assertThat(sold).containsAll(values(refunds, "refund_of"));
        assertThat(values(orders, "currency")).contains("EUR", "GBP", "PLN", "USD");
    }

    @Test
    void theCustomersAreTheContactsThatCanBeReached() throws IOException {
        var customers = DATA.customers();
        assertThat(customers).hasSize(2_000);
        assertThat(customers)
                .filteredOn(person -> person.address(Channel.EMAIL) != null)
                .allSatisfy(person ->
                        assertThat(person.address(Channel.EMAIL))
                                .contains("@")
                                .endsWith(".example"));
        assertThat(customers.stream().filter(person -> person.address(Channel.WHATSAPP) == null))
                .isNotEmpty();
    }

    private List<CSVRecord> read(String file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader reader =
                Files.newBufferedReader(directory.resolve(file), StandardCharsets.UTF_8)) {
            return format.parse(reader).getRecords();
        }
    }

    private static Set<String> values(List<CSVRecord> rows, String column) {
        return rows.stream().map(row -> row.get(column)).collect(Collectors.toSet());
    }

    private static double share(List<CSVRecord> rows, Function<CSVRecord, Boolean> test) {
        return rows.stream().filter(test::apply).count() / (double) rows.size();
    }
}
