package org.parley.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.sum;
import static org.parley.sql.postgres.Tables.ADDRESS;
import static org.parley.sql.postgres.Tables.CONTACT;
import static org.parley.sql.postgres.Tables.CREDIT;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.SHOP_ORDER;
import static org.parley.sql.postgres.Tables.WEBHOOK_DEAD;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sandbox.customer.Act;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

/// The demo's first run from contact file to finance file, on real stores, over HTTP and SMTP.
class FirstRunTest {

    private static final int CONTACTS = 1_200;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path directory;

    private static Shop shop;
    private static long run;

    @BeforeAll
    static void takeTheFirstRun() throws Exception {
        shop = Shop.open(CONTACTS, directory);
        run = shop.run();
    }

    @AfterAll
    static void close() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void theBalanceSheetClosesAndTheProvidersSawWhatItSays() throws Exception {
        JsonNode view = shop.api.get("/api/v1/runs/" + run);
        JsonNode balance = view.get("balance");

        assertThat(balance.get("closes").booleanValue()).isTrue();
        assertThat(balance.get("pending").longValue()).isZero();
        assertThat(balance.get("targeted").longValue())
                .isEqualTo(
                        List.of("sent", "failed", "skipped", "deferred", "unknown", "pending")
                                .stream()
                                .mapToLong(part -> balance.get(part).longValue())
                                .sum());
        for (JsonNode arm : view.get("arms")) {
            if (!arm.get("holdout").booleanValue()) {
                assertThat(arm.get("sent").longValue())
                        .as(arm.get("name").stringValue())
                        .isGreaterThan(CONTACTS / 60);
            }
        }
        // every attempt, also those that were left for another channel
        shop.postgres()
                .fetch(
                        "select channel, count(sent_at) as sent, count(*) filter (where sent_at is null"
                                + " and state in ('failed', 'unknown')) as doubtful from (select channel,"
                                + " sent_at, state from recipient where run_id = {0} union all select"
                                + " channel, sent_at, state from recipient_attempt where run_id = {0})"
                                + " attempt where channel is not null group by channel",
                        DSL.val((int) run))
                .forEach(row -> {
                    Channel channel = Channel.of(row.get("channel", String.class));
                    long sent = row.get("sent", Long.class);
                    assertThat(shop.sandbox.received().total(channel))
                            .as(channel.name())
                            .isBetween(sent, sent + row.get("doubtful", Long.class));
                });
    }

    @Test
    void nobodyGotItTwiceAndNobodyWithoutConsent() {
        for (Channel channel : Channel.values()) {
            assertThat(shop.sandbox.received().repeated(channel)).isEmpty();
            assertThat(shop.sandbox.received().countByAddress(channel).values())
                    .allMatch(times -> times == 1);
        }
        assertThat(
                        shop.postgres()
                                .fetchCount(
                                        DSL.selectOne()
                                                .from(RECIPIENT)
                                                .where(
                                                        RECIPIENT.STATE.eq("sent"),
                                                        DSL.notExists(
                                                                DSL.selectOne()
                                                                        .from("consent_event e")
                                                                        .where(
                                                                                "e.contact_id ="
                                                                                        + " recipient.contact_id"
                                                                                        + " and e.channel ="
                                                                                        + " recipient.channel"
                                                                                        + " and e.state ="
                                                                                        + " 'granted' and"
                                                                                        + " e.occurred_at <"
                                                                                        + " recipient.sent_at")))))
                .isZero();
    }

    @Test
    void noWebhookWasLost() {
        assertThat(shop.postgres().fetchCount(WEBHOOK_DEAD)).isZero();
        assertThat(shop.sandbox.webhooks().counts().toString()).doesNotContain("givenUp=[1-9]");
    }

    /// To the unit: ledger, raw events and every rollup, whose rebuilding changes nothing.
    @Test
    void theStoresAreReconciledAndRebuildingFindsNothingToChange() throws Exception {
        for (String kind : List.of("check", "rebuild")) {
            long id =
                    shop.api
                            .post("/api/v1/reconciliations", Map.of("kind", kind))
                            .get("id")
                            .longValue();
            String path = "/api/v1/reconciliations/" + id;
            await().atMost(Duration.ofMinutes(4))
                    .until(() ->
                            !shop.api.get(path).get("reconciliation").get("finishedAt").isNull());
            JsonNode made = shop.api.get(path);
            assertThat(made.get("lines")).as(made.toString()).isEmpty();
            assertThat(made.get("reconciliation").get("agrees").booleanValue()).isTrue();
            assertThat(made.get("reconciliation").get("cells").longValue()).isGreaterThan(50);
            if (kind.equals("check")) {
                assertThat(made.get("reconciliation").get("moving").intValue()).isZero();
                assertThat(made.get("reconciliation").get("runs").intValue()).isPositive();
            }
        }
    }

    @Test
    void everyEventIsInClickHouseOnceAndAgreesWithTheLedger() {
        Map<String, Integer> told =
                new TreeMap<>(
                        shop.clickHouse()
                                .fetch(
                                        "select kind, toInt32(uniqExact(ordinal)) as people from"
                                                + " message_event where run_id = {0} and not machine"
                                                + " group by kind",
                                        DSL.val(run))
                                .intoMap(
                                        row -> row.get(0, String.class),
                                        row -> row.get(1, Integer.class)));
        var ledger =
                shop.postgres()
                        .select(
                                count(),
                                count().filterWhere(RECIPIENT.STATE.eq("skipped")),
                                count().filterWhere(RECIPIENT.SENT_AT.isNotNull()),
                                count().filterWhere(RECIPIENT.DELIVERED_AT.isNotNull()),
                                count().filterWhere(RECIPIENT.READ_AT.isNotNull()),
                                count().filterWhere(RECIPIENT.PRICE.isNotNull()))
                        .from(RECIPIENT)
                        .where(RECIPIENT.RUN_ID.eq((int) run))
                        .fetchSingle();
        assertThat(told.get("assigned")).isEqualTo(ledger.value1());
        assertThat(told.get("skipped")).isEqualTo(ledger.value2());
        assertThat(told.get("sent")).isEqualTo(ledger.value3());
        assertThat(told.get("delivered")).isEqualTo(ledger.value4());
        assertThat(told.get("read")).isEqualTo(ledger.value5());
        assertThat(told.get("billed")).isEqualTo(ledger.value6());
        assertThat(
                        shop.clickHouse()
                                .fetchValue(
                                        "select count() - uniqExact(event_id) from message_event"))
                .hasToString("0");
    }

    @Test
    void theFiguresAreWhatTheCustomersDid() throws Exception {
        PeopleOfRun people = PeopleOfRun.of(shop.postgres(), run);
        List<Act> acts = shop.sandbox.customers().acts().all();
        for (JsonNode arm : shop.report(run).get("arms")) {
            if (arm.get("holdout").booleanValue()) {
                continue;
            }
            int number = arm.get("arm").intValue();
            // a click whose answer was lost is a click all the same
            assertThat(arm.get("counts").get("clicked").longValue())
                    .as(arm.get("name").stringValue() + " clicked")
                    .isBetween(
                            people.who(acts, number, Set.of(Act.Kind.CLICKED)),
                            people.who(
                                    acts, number, Set.of(Act.Kind.CLICKED, Act.Kind.CLICK_FAILED)));
        }
    }

    @Test
    void aContactIsTheSamePersonFromTheContactFileToTheFinanceFile() throws Exception {
        var buyer =
                shop.postgres()
                        .select(
                                CONTACT.EXTERNAL_ID,
                                RECIPIENT.ARM,
                                RECIPIENT.CHANNEL,
                                RECIPIENT.ADDRESS,
                                RECIPIENT.COUNTRY,
                                SHOP_ORDER.REVENUE_MINOR)
                        .from(CREDIT)
                        .join(SHOP_ORDER)
                        .on(SHOP_ORDER.ID.eq(CREDIT.SHOP_ORDER_ID))
                        .join(RECIPIENT)
                        .on(
                                RECIPIENT.RUN_ID.eq(CREDIT.RUN_ID),
                                RECIPIENT.ORDINAL.eq(CREDIT.ORDINAL))
                        .join(CONTACT)
                        .on(CONTACT.ID.eq(RECIPIENT.CONTACT_ID))
                        .where(SHOP_ORDER.KIND.eq("sale"))
                        .orderBy(CONTACT.EXTERNAL_ID)
                        .limit(1)
                        .fetchSingle();
        CSVRecord line =
                csv(shop.files.resolve("contacts.csv")).stream()
                        .filter(row -> row.get("external_id").equals(buyer.value1()))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.get("country")).isEqualTo(buyer.value5());
        assertThat(
                        shop.postgres()
                                .fetchCount(
                                        ADDRESS.join(CONTACT).on(CONTACT.ID.eq(ADDRESS.CONTACT_ID)),
                                        CONTACT.EXTERNAL_ID.eq(buyer.value1()),
                                        ADDRESS.CHANNEL.eq(buyer.value3()),
                                        ADDRESS.VALUE.eq(buyer.value4())))
                .isEqualTo(1);
        assertThat(
                        shop.sandbox
                                .received()
                                .count(
                                        Channel.valueOf(
                                                buyer.value3().toUpperCase(java.util.Locale.ROOT)),
                                        buyer.value4()))
                .isEqualTo(1);

        List<CSVRecord> roi = csv(shop.export(run));

        String armName = armName(buyer.value2());
        assertThat(roi)
                .filteredOn(row -> row.get("line_type").equals("revenue"))
                .filteredOn(row -> row.get("arm_name").equals(armName))
                .filteredOn(row -> row.get("country").equals(buyer.value5()))
                .singleElement()
                .satisfies(row ->
                        assertThat(
                                        new BigDecimal(row.get("amount_orig"))
                                                .movePointRight(2)
                                                .longValueExact())
                                .isGreaterThanOrEqualTo(buyer.value6()));
    }

    @Test
    void theFinanceFileAgreesWithBothStoresToTheCent() throws Exception {
        List<CSVRecord> roi = csv(shop.export(run));
        BigDecimal revenue = total(roi, Set.of("revenue", "refund", "adjustment"));
        BigDecimal cost = total(roi, Set.of("cost"));

        BigDecimal postgresRevenue =
                minor(
                        shop.postgres()
                                .select(sum(SHOP_ORDER.REVENUE_MINOR))
                                .from(SHOP_ORDER)
                                .join(CREDIT)
                                .on(CREDIT.SHOP_ORDER_ID.eq(SHOP_ORDER.ID))
                                .where(CREDIT.RUN_ID.eq((int) run))
                                .fetchSingle()
                                .value1());
        BigDecimal clickHouseRevenue =
                minor(
                        new BigDecimal(
                                String.valueOf(
                                        shop.clickHouse()
                                                .fetchValue(
                                                        "select sum(revenue_minor) from shop_order"
                                                                + " final where run_id = {0}",
                                                        DSL.val(run)))));
        // lines are rounded once each, per arm, country and unit price
        BigDecimal postgresCost =
                shop
                        .postgres()
                        .select(RECIPIENT.ARM, RECIPIENT.COUNTRY, RECIPIENT.PRICE, count())
                        .from(RECIPIENT)
                        .where(RECIPIENT.RUN_ID.eq((int) run), RECIPIENT.PRICE.isNotNull())
                        .groupBy(RECIPIENT.ARM, RECIPIENT.COUNTRY, RECIPIENT.PRICE)
                        .fetch(row ->
                                row.value3()
                                        .multiply(BigDecimal.valueOf(row.value4()))
                                        .setScale(2, RoundingMode.HALF_UP))
                        .stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(revenue).isPositive().isEqualByComparingTo(postgresRevenue);
        assertThat(clickHouseRevenue).isEqualByComparingTo(postgresRevenue);
        assertThat(cost).isPositive().isEqualByComparingTo(postgresCost);
        long net = 0;
        long costMinor = 0;
        for (JsonNode arm : shop.report(run).get("arms")) {
            for (JsonNode money : arm.get("money")) {
                net += money.get("netMinor").longValue();
                costMinor += money.get("costMinor").longValue();
            }
        }
        assertThat(minor(BigDecimal.valueOf(net))).isEqualByComparingTo(revenue);
        assertThat(minor(BigDecimal.valueOf(costMinor))).isEqualByComparingTo(cost);
    }

    @Test
    void repeatingDelayingAndShufflingEveryWebhookChangesNoFigure() throws Exception {
        JsonNode before = shop.report(run).get("arms");
        JsonNode sheet = shop.api.get("/api/v1/runs/" + run).get("balance");
        String csv = Files.readString(shop.export(run));
        Object events = shop.clickHouse().fetchValue("select count() from message_event");

        for (int seed = 1; seed <= 2; seed++) {
            assertThat(shop.sandbox.chaos().replayAll(seed)).isPositive();
            shop.settle();
        }

        assertThat(shop.report(run).get("arms")).isEqualTo(before);
        assertThat(shop.api.get("/api/v1/runs/" + run).get("balance")).isEqualTo(sheet);
        assertThat(Files.readString(shop.export(run))).isEqualTo(csv);
        assertThat(shop.clickHouse().fetchValue("select count() from message_event"))
                .isEqualTo(events);
        assertThat(
                        shop.postgres()
                                .select(countDistinct(RECIPIENT.ORDINAL))
                                .from(RECIPIENT)
                                .where(RECIPIENT.RUN_ID.eq((int) run))
                                .fetchSingle()
                                .value1())
                .isEqualTo((int) sheet.get("targeted").longValue());
    }

    private static String armName(short arm) throws Exception {
        for (JsonNode each : shop.report(run).get("arms")) {
            if (each.get("arm").intValue() == arm) {
                return each.get("name").stringValue();
            }
        }
        throw new AssertionError("No arm " + arm);
    }

    private static BigDecimal minor(BigDecimal amount) {
        return amount.movePointLeft(2);
    }

    private static BigDecimal total(List<CSVRecord> rows, Set<String> types) {
        return rows.stream()
                .filter(row -> types.contains(row.get("line_type")))
                .map(row -> new BigDecimal(row.get("amount_orig")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<CSVRecord> csv(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }
}
