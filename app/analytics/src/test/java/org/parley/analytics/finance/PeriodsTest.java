package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.analytics.world.Document;
import org.parley.analytics.world.Person;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ProblemException;

class PeriodsTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = OCTOBER.plusMonths(1);
    private static final YearMonth END = YearMonth.of(2027, 6);
    private static final Instant IN_OCTOBER = Instant.parse("2026-10-20T08:00:00Z");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2027-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final String ANN = "ann@parley.example";
    private static final String BEA = "bea@parley.example";

    private final World world = World.of(77, 200);
    private final Stores stores = Stores.holding(world);
    private final Books books = new Books(stores, CLOCK, ZONE, Duration.ZERO);
    private final Periods periods = books.periods;
    private final Restatements restatements = periods.restatements();
    private long nextDocument = 1_000_000;

    @TempDir Path folder;

    @BeforeEach
    void rates() {
        stores.postgres.execute(
                "insert into fx_rate select c, 'EUR', d::date, 0.9 + extract(day from d) / 1000, 'ECB'"
                        + " from generate_series(date '2026-06-01', date '2027-06-30', interval '1 day') d,"
                        + " unnest(array['JPY', 'USD']) c");
    }

    @Test
    void monthsCloseInTheirOrderAndOnlyOnceTheyAreOver() {
        refused(() -> periods.close(NOVEMBER, "EUR", ANN), "2026-10 is the next month to close.");
        assertThat(periods.list())
                .extracting(period -> period.span().month() + " " + period.closable())
                .containsExactly(
                        "2027-03 false",
                        "2027-02 false",
                        "2027-01 false",
                        "2026-12 false",
                        "2026-11 false",
                        "2026-10 true");

        for (var month = OCTOBER;
                month.isBefore(YearMonth.of(2027, 3));
                month = month.plusMonths(1)) {
            assertThat(periods.close(month, "EUR", ANN).name()).isEqualTo(month + "/1");
        }

        refused(
                () -> periods.close(YearMonth.of(2027, 3), "EUR", ANN),
                "2027-03 is not over before 2027-03-31T22:00:00Z.");
        refused(() -> periods.close(OCTOBER, "EUR", ANN), "2027-03 is the next month to close.");
        assertThat(periods.list().getLast().status()).isEqualTo(PeriodStatus.CLOSED);
    }

    @Test
    void theFileOfAClosedMonthKeepsItsBytesWhateverComesLater() throws IOException {
        var asOpen = export(OCTOBER, "EUR");
        assertThat(asOpen)
                .allSatisfy(line -> assertThat(line.get("period_status")).isEqualTo("open"));
        periods.close(OCTOBER, "EUR", ANN);
        var closed = export(OCTOBER, null);
        var bytes = Files.readAllBytes(file());
        assertThat(closed)
                .hasSameSizeAs(asOpen)
                .allSatisfy(line -> assertThat(line.get("snapshot")).isEqualTo("2026-10/1"));

        stores.add(List.of(sale(IN_OCTOBER, 4_711), sale(IN_OCTOBER, 100)));
        bill(IN_OCTOBER);
        stores.postgres.execute(
                "update campaign set name = name || ' renamed', cost_centre = 'other'");
        stores.postgres.execute("update fx_rate set rate = rate * 2");

        export(OCTOBER, null);
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void whatComesLateIsCorrectedInTheNextOpenMonthAtTheRateOfItsOwnDay() {
        periods.close(OCTOBER, "EUR", ANN);
        assertThat(corrections(export(NOVEMBER, null))).isEmpty();
        var late = sale(IN_OCTOBER, 4_711);
        stores.add(List.of(late));

        var lines = corrections(export(NOVEMBER, null));

        assertThat(lines).hasSize(1);
        var line = lines.getFirst();
        assertThat(line.get("orig_period")).isEqualTo("2026-10");
        assertThat(line.get("line_type")).isEqualTo("revenue");
        assertThat(line.get("quantity")).isEqualTo("1");
        assertThat(line.get("amount_orig")).isEqualTo("47.11");
        assertThat(line.get("fx_rate_date")).isEqualTo("2026-10-20");
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null)))
                .as("only the first open month takes corrections")
                .isEmpty();

        periods.close(NOVEMBER, null, ANN);
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null))).isEmpty();
        takeAwayCredit(late);
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null)))
                .singleElement()
                .satisfies(back -> {
                    assertThat(back.get("orig_period")).isEqualTo("2026-10");
                    assertThat(back.get("quantity")).isEqualTo("-1");
                    assertThat(back.get("amount_orig")).isEqualTo("-47.11");
                    assertThat(back.get("amount_reporting"))
                            .isEqualTo("-" + line.get("amount_reporting"));
                });
    }

    @Test
    void aRestatementTakesTwoPeopleAndShowsWhatItChanged() {
        periods.close(OCTOBER, "EUR", ANN);
        stores.add(List.of(sale(IN_OCTOBER, 4_711)));
        assertThat(restatements.preview(OCTOBER).totals())
                .singleElement()
                .satisfies(total -> assertThat(total.amount()).isEqualTo("47.11"));
        var wish = restatements.request(OCTOBER, "The shop sent a day late", ANN);
        refused(
                () -> restatements.request(OCTOBER, "Again", BEA),
                "A restatement of 2026-10 is undecided.");
        refused(() -> approve(wish, ANN), "Somebody else has to approve what you asked for.");
        var nobody = "A restatement takes two people. Sign in as a member; an API key is nobody.";
        refused(() -> restatements.request(OCTOBER, "By a program", "key:aaaa"), nobody);
        refused(() -> approve(wish, "key:bbbb"), nobody);

        assertThat(approve(wish, BEA).name()).isEqualTo("2026-10/2");

        assertThat(restatements.change(OCTOBER, 2).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.line().amountMinor()).isEqualTo(4_711));
        assertThat(restatements.change(OCTOBER, 2).sha256())
                .isEqualTo(periods.latest(OCTOBER).orElseThrow().sha256());
        assertThat(corrections(export(NOVEMBER, null))).isEmpty();
        assertThat(export(OCTOBER, null))
                .allSatisfy(line -> {
                    assertThat(line.get("period_status")).isEqualTo("restated");
                    assertThat(line.get("snapshot")).isEqualTo("2026-10/2");
                });
        refused(() -> approve(wish, BEA), "This restatement was approved by bea@parley.example.");
        var other = restatements.request(OCTOBER, "Once more", ANN);
        restatements.refuse(other.id(), ANN);
        assertThat(periods.list().getLast().restatements())
                .extracting(Restatement::state)
                .containsExactly("refused", "approved");
    }

    @Test
    void whatIsApprovedIsWhatWasShown() {
        periods.close(OCTOBER, "EUR", ANN);
        stores.add(List.of(sale(IN_OCTOBER, 4_711)));
        var wish = restatements.request(OCTOBER, "The shop sent a day late", ANN);
        var shown = restatements.preview(OCTOBER).sha256();
        stores.add(List.of(sale(IN_OCTOBER, 1)));

        refused(
                () -> restatements.approve(wish.id(), shown, BEA),
                "What the restatement changes is another thing than what you were shown: something came in since. Look at the difference again, then approve.");

        var anew = restatements.preview(OCTOBER).sha256();
        assertThat(restatements.approve(wish.id(), anew, BEA).sha256()).isEqualTo(anew);
    }

    @Test
    void aRestatementKeepsTheNamesAndRatesThatTheMonthWasClosedWith() {
        stores.add(List.of(sale(IN_OCTOBER, 10_000)));
        periods.close(OCTOBER, "EUR", ANN);
        var before = export(OCTOBER, null);
        stores.postgres.execute("update fx_rate set rate = rate * 2");
        stores.postgres.execute(
                "update campaign set name = name || ' renamed', cost_centre = 'other', attribution_days = 30");
        stores.postgres.execute("update campaign_arm set name = name || ' renamed'");
        assertThat(restatements.preview(OCTOBER).lines())
                .as("nothing came in late: there is nothing to restate")
                .isEmpty();
        stores.add(List.of(sale(IN_OCTOBER, 4_711)));

        var wish = restatements.request(OCTOBER, "The shop sent a day late", ANN);
        approve(wish, BEA);

        var change = restatements.change(OCTOBER, 2);
        assertThat(change.lines()).hasSize(1);
        // 147.11 and 100.00 at 0.92 each, which was the rate of the 20th
        assertThat(change.reportingTotals())
                .singleElement()
                .satisfies(total -> assertThat(total.amount()).isEqualTo("43.34"));
        var after = export(OCTOBER, null);
        assertThat(after).hasSameSizeAs(before);
        var changed = 0;
        for (var i = 0; i < before.size(); i++) {
            var old = new TreeMap<>(before.get(i).toMap());
            var now = new TreeMap<>(after.get(i).toMap());
            for (var ofTheFile : List.of("period_status", "snapshot", "row_hash")) {
                old.remove(ofTheFile);
                now.remove(ofTheFile);
            }
            if (!now.equals(old)) {
                changed++;
                assertThat(now).containsEntry("amount_orig", "147.11");
                for (var figure :
                        List.of("quantity", "orders", "amount_orig", "amount_reporting")) {
                    old.remove(figure);
                    now.remove(figure);
                }
                assertThat(now).isEqualTo(old);
            }
        }
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void aCampaignOfThePastIsBookedInTheFirstOpenMonth() {
        periods.close(OCTOBER, "EUR", ANN);
        stores.postgres.execute(
                "insert into run (campaign_id, fire_time, state, started_at, finished_at)"
                        + " values (1, '2026-08-10 09:30Z', 'finished', '2026-08-10 09:30Z', '2026-08-10 12:00Z')");
        var old = sale(Instant.parse("2026-08-15T12:00:00Z"), 4_711);
        // the last hour of September in Berlin
        stores.add(List.of(old, sale(Instant.parse("2026-09-30T21:30:00Z"), 100)));
        bill(Instant.parse("2026-08-12T12:00:00Z"));

        assertThat(periods.list().getLast().span().month()).isEqualTo(OCTOBER);
        assertThat(corrections(export(NOVEMBER, null)))
                .extracting(line -> line.get("orig_period") + " " + line.get("line_type"))
                .containsExactlyInAnyOrder("2026-08 cost", "2026-08 revenue", "2026-09 revenue");
        refused(
                () -> periods.open(OCTOBER.minusMonths(1), null),
                "The books begin with 2026-10. What was before is corrected in the first open month.");
        assertThat(booked()).isEqualTo(facts());

        periods.close(NOVEMBER, null, ANN);
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null))).isEmpty();
        takeAwayCredit(old);
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null)))
                .singleElement()
                .satisfies(back -> {
                    assertThat(back.get("orig_period")).isEqualTo("2026-08");
                    assertThat(back.get("amount_orig")).isEqualTo("-47.11");
                });
        assertThat(booked()).isEqualTo(facts());
    }

    @Test
    void closedMonthsAndOpenCorrectionsTogetherAreAlwaysTheFacts() {
        var random = new SplittableRandom(815);
        // one for all days: a cost takes that of its first bill, which may move
        stores.postgres.execute("update fx_rate set rate = 0.9137");
        var next = OCTOBER;
        for (var step = 0; step < 9; step++) {
            var at =
                    Instant.parse("2026-08-20T00:00:00Z").plusSeconds(random.nextInt(187 * 86_400));
            switch (random.nextInt(4)) {
                case 0 -> {
                    periods.close(next, "EUR", ANN);
                    next = next.plusMonths(1);
                }
                case 1 -> bill(at);
                case 2 -> takeAwayCredit(credited(random.nextInt(50)));
                default ->
                        stores.add(
                                List.of(
                                        sale(at, random.nextInt(1, 9_999)),
                                        refund(at, random.nextInt(1, 999))));
            }
            if (step % 4 == 3 && next.isAfter(OCTOBER)) {
                approve(restatements.request(OCTOBER, "step " + step, ANN), BEA);
            }
            assertThat(booked()).as("after step " + step).isEqualTo(facts());
        }
        assertThat(next).as("something was closed").isAfter(OCTOBER);
    }

    @Test
    void aRestatementThatComesInTheMiddleOfACloseDoublesNothing() {
        periods.close(OCTOBER, "EUR", ANN);
        var refusals = 0;
        for (var moment = 1; moment <= 3; moment++) {
            var month = OCTOBER.plusMonths(moment);
            // known to both: the close would book it as a correction, the restatement in its month
            stores.add(List.of(sale(IN_OCTOBER, 100 + moment)));
            var wish = restatements.request(OCTOBER, "moment " + moment, ANN);
            var interrupted =
                    new Books(
                            stores,
                            new Interruption(CLOCK, moment, () -> approve(wish, BEA)),
                            ZONE,
                            Duration.ZERO);
            try {
                interrupted.periods.close(month, null, ANN);
            } catch (ProblemException e) {
                assertThat(e).hasMessage("The books were changed a moment ago. Look again.");
                refusals++;
                periods.close(month, null, ANN);
            }
            assertThat(restatements.change(OCTOBER, moment + 1).lines()).hasSize(1);
            assertThat(booked()).as("interrupted at moment " + moment).isEqualTo(facts());
        }
        assertThat(refusals).as("once it was too late to take part").isPositive();
    }

    /// Does something else, once, when the time is asked for the nth time.
    private static final class Interruption extends Clock {
        private final Clock clock;
        private final Runnable deed;
        private int left;

        Interruption(Clock clock, int moment, Runnable deed) {
            this.clock = clock;
            this.left = moment;
            this.deed = deed;
        }

        @Override
        public Instant instant() {
            left--;
            if (left == 0) {
                deed.run();
            }
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return clock.withZone(zone);
        }
    }

    @Test
    void monthsMeetWithoutGapOrOverlapWhenTheZoneIsSetToAnother() {
        var closed = periods.close(OCTOBER, "EUR", ANN);
        // between the two midnights, which are five hours apart
        stores.add(List.of(sale(Instant.parse("2026-11-01T01:00:00Z"), 4_711)));

        var moved = new Books(stores, CLOCK, ZoneId.of("America/New_York"), Duration.ZERO).periods;

        assertThat(moved.span(NOVEMBER).opens()).isEqualTo(closed.closes());
        var november = moved.close(NOVEMBER, null, ANN);
        assertThat(november.closes()).isEqualTo(Instant.parse("2026-12-01T05:00:00Z"));
        assertThat(booked()).isEqualTo(facts());
    }

    @Test
    void aLineSaysTheWindowOfWhatEarnedItsCredit() {
        stores.add(List.of(sale(IN_OCTOBER, 100), sale(IN_OCTOBER, 200)));
        var read = nextDocument - 1;
        stores.clickHouse.execute(
                "insert into shop_order select * replace (version + 1 as version, 'read' as touch_kind)"
                        + " from shop_order final where id = "
                        + read);

        var open = windows(export(OCTOBER, "EUR"));
        assertThat(open).contains("1.00 P7D", "2.00 PT24H");
        periods.close(OCTOBER, "EUR", ANN);
        stores.postgres.execute("update campaign set attribution_days = 30");
        assertThat(windows(export(OCTOBER, null))).isEqualTo(open);
        assertThat(corrections(export(NOVEMBER, null))).isEmpty();
    }

    private static List<String> windows(List<CSVRecord> lines) {
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.get("attribution_model"))
                                .isEqualTo(
                                        line.get("line_type").equals("cost") ? "" : "last-touch"));
        return lines.stream()
                .map(line -> line.get("amount_orig") + " " + line.get("attribution_window"))
                .toList();
    }

    @Test
    void theBooksAreKeptInOneCurrency() {
        periods.close(OCTOBER, "EUR", ANN);
        refused(
                () -> periods.close(NOVEMBER, "USD", ANN),
                "The books are kept in EUR. Leave the reporting currency out.");
        assertThat(periods.close(NOVEMBER, null, ANN).reportingCurrency()).isEqualTo("EUR");
    }

    @Test
    void nobodyChangesWhatIsClosed() {
        periods.close(OCTOBER, "EUR", ANN);
        for (var change :
                List.of(
                        "update period_line set amount_minor = 0",
                        "delete from period_line",
                        "truncate period_line",
                        "update period_snapshot set sha256 = ''",
                        "delete from period_snapshot",
                        "truncate period_snapshot cascade")) {
            assertThatThrownBy(() -> stores.postgres.execute(change))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aSnapshotThatWasTamperedWithIsNotGivenOutInAnyProfile() {
        periods.close(OCTOBER, "EUR", ANN);
        stores.postgres.execute("alter table period_line disable trigger user");
        stores.postgres.execute(
                "update period_line set amount_minor = amount_minor + 1 where line = 1");

        for (var profile : RoiProfile.values()) {
            assertThat(
                            books.export.write(
                                    1,
                                    new RoiParameters(null, null, null, OCTOBER, null, profile),
                                    file(),
                                    manifest()))
                    .as(profile.word())
                    .isInstanceOfSatisfying(
                            RoiOutcome.Refused.class,
                            refused ->
                                    assertThat(refused.problem())
                                            .startsWith(
                                                    "The file would not be the one that was closed"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    private PeriodSnapshot approve(Restatement wish, String actor) {
        return restatements.approve(wish.id(), restatements.preview(wish.month()).sha256(), actor);
    }

    /// In the currencies of the lines, and in that of the books.
    private record Totals(List<ControlTotals.Total> amounts, List<ControlTotals.Total> converted) {

        /// Without numbers of lines, which corrections add to.
        static Totals of(ControlTotals.Sum amounts, ControlTotals.Sum converted) {
            return new Totals(plain(amounts), plain(converted));
        }

        private static List<ControlTotals.Total> plain(ControlTotals.Sum sum) {
            return sum.totals().stream()
                    .filter(total -> total.quantity() != 0 || total.amountMinor() != 0)
                    .map(total ->
                            new ControlTotals.Total(
                                    total.currency(),
                                    total.type(),
                                    0,
                                    total.quantity(),
                                    total.amountMinor()))
                    .toList();
        }
    }

    /// Every month as it is booked, added up.
    private Totals booked() {
        var amounts = new ControlTotals.Sum();
        var converted = new ControlTotals.Sum();
        Consumer<BookedLine> add =
                line -> {
                    amounts.add(line);
                    converted.addConverted(line);
                };
        for (var month = periods.list().getLast().span().month();
                month.isBefore(END);
                month = month.plusMonths(1)) {
            var snapshot = periods.latest(month);
            if (snapshot.isPresent()) {
                periods.forEach(snapshot.get(), add);
            } else {
                periods.open(month, "EUR").lines().forEach(add);
            }
        }
        return Totals.of(amounts, converted);
    }

    /// The same as exports over the spans of the months have it, which know nothing of books: lines
    /// are rounded once a month.
    private Totals facts() {
        var amounts = new ControlTotals.Sum();
        var converted = new ControlTotals.Sum();
        for (var month = YearMonth.of(2026, 7); month.isBefore(END); month = month.plusMonths(1)) {
            var totals =
                    ((RoiOutcome.Written)
                                    books.export.write(
                                            1, span(month).facts("EUR"), file(), manifest()))
                            .totals();
            totals.totals().forEach(amounts::add);
            totals.reportingTotals().forEach(converted::add);
        }
        return Totals.of(amounts, converted);
    }

    private AccountingMonth span(YearMonth month) {
        return periods.latest(month).map(PeriodSnapshot::span).orElseGet(() -> periods.span(month));
    }

    private List<CSVRecord> export(YearMonth month, @Nullable String currency) {
        var outcome =
                books.export.write(
                        1,
                        new RoiParameters(null, null, null, month, currency, RoiProfile.MACHINE),
                        file(),
                        manifest());
        assertThat(outcome).isInstanceOf(RoiOutcome.Written.class);
        try (var parser =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(Files.newBufferedReader(file()))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CSVRecord> corrections(List<CSVRecord> lines) {
        return lines.stream()
                .filter(line -> line.get("charge_class").equals("correction"))
                .toList();
    }

    private Path file() {
        return folder.resolve("roi.csv");
    }

    private Path manifest() {
        return folder.resolve("roi.json");
    }

    private Document sale(Instant at, long minor) {
        var person = person("sent");
        return new Document(nextDocument++, "sale", 0, person.contact(), at, "USD", minor, person);
    }

    private Document refund(Instant at, long minor) {
        var person = person("sent");
        return new Document(
                nextDocument++, "refund", 0, person.contact(), at, "EUR", -minor, person);
    }

    private Person person(String state) {
        return world.people.stream()
                .filter(one -> one.run() == 2 && one.state().equals(state))
                .findFirst()
                .orElseThrow();
    }

    private Document credited(int skip) {
        return world.documents.stream()
                .filter(document -> document.credited() != null)
                .skip(skip)
                .findFirst()
                .orElseThrow();
    }

    private void takeAwayCredit(Document document) {
        stores.postgres.execute("delete from credit where shop_order_id = ?", document.id());
        stores.clickHouse.execute(
                """
                insert into shop_order
                select * replace (version + 1 as version, 0 as run_id, 0 as ordinal, 0 as arm, '' as channel, '' as country)
                from shop_order final where id = %d
                """
                        .formatted(document.id()));
        stores.drain();
    }

    /// A provider bills late for somebody who was not billed yet.
    private void bill(Instant at) {
        var row =
                stores.postgres.fetchSingle(
                        "select run_id, ordinal, arm, channel, coalesce(country, '') from recipient"
                                + " where price is null and channel is not null order by 1, 2 limit 1");
        stores.postgres.execute(
                "update recipient set price = 0.05, price_currency = 'EUR', billed_at = cast(? as timestamptz) where run_id = ? and ordinal = ?",
                at.toString(),
                row.get(0),
                row.get(1));
        stores.clickHouse.execute(
                """
                insert into message_cost (run_id, ordinal, arm, channel, country, billed_at, price, currency, event_id, billed_for)
                values (%s, %s, %s, '%s', '%s', parseDateTime64BestEffort('%s', 3, 'UTC'), 0.05, 'EUR', 1, '%s')
                """
                        .formatted(
                                row.get(0),
                                row.get(1),
                                row.get(2),
                                row.get(3),
                                row.get(4),
                                at,
                                row.get(3)));
        stores.drain();
    }

    private static void refused(ThrowingCallable deed, String detail) {
        assertThatThrownBy(deed).isInstanceOf(ProblemException.class).hasMessage(detail);
    }
}
