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
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.parley.analytics.world.Document;
import org.parley.analytics.world.Person;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ProblemException;

/// Two runs, their orders and bills, and the books over them; what tests of months share.
abstract class BookedMonths {

    static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    static final YearMonth NOVEMBER = OCTOBER.plusMonths(1);
    static final YearMonth END = YearMonth.of(2027, 6);
    static final Instant IN_OCTOBER = Instant.parse("2026-10-20T08:00:00Z");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2027-03-01T12:00:00Z"), ZoneOffset.UTC);
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final String ANN = "ann@parley.example";
    static final String BEA = "bea@parley.example";

    final World world = World.of(77, 200);
    final Stores stores = Stores.holding(world);
    final Books books = new Books(stores, CLOCK, ZONE, Duration.ZERO);
    final Periods periods = books.periods;
    final Restatements restatements = periods.restatements();
    long nextDocument = 1_000_000;

    @TempDir Path folder;

    @BeforeEach
    void rates() {
        stores.postgres.execute(
                "insert into fx_rate select c, 'EUR', d::date, 0.9 + extract(day from d) / 1000, 'ECB'"
                        + " from generate_series(date '2026-06-01', date '2027-06-30', interval '1 day') d,"
                        + " unnest(array['JPY', 'USD']) c");
    }

    PeriodSnapshot approve(Restatement wish, String actor) {
        return restatements.approve(wish.id(), restatements.preview(wish.month()).sha256(), actor);
    }

    /// In the currencies of the lines, and in that of the books.
    record Totals(List<ControlTotals.Total> amounts, List<ControlTotals.Total> converted) {

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
    Totals booked() {
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
    Totals facts() {
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

    AccountingMonth span(YearMonth month) {
        return periods.latest(month).map(PeriodSnapshot::span).orElseGet(() -> periods.span(month));
    }

    List<CSVRecord> export(YearMonth month, @Nullable String currency) {
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

    static List<CSVRecord> corrections(List<CSVRecord> lines) {
        return lines.stream()
                .filter(line -> line.get("charge_class").equals("correction"))
                .toList();
    }

    Path file() {
        return folder.resolve("roi.csv");
    }

    Path manifest() {
        return folder.resolve("roi.json");
    }

    Document sale(Instant at, long minor) {
        var person = person("sent");
        return new Document(nextDocument++, "sale", 0, person.contact(), at, "USD", minor, person);
    }

    Document refund(Instant at, long minor) {
        var person = person("sent");
        return new Document(
                nextDocument++, "refund", 0, person.contact(), at, "EUR", -minor, person);
    }

    Person person(String state) {
        return world.people.stream()
                .filter(one -> one.run() == 2 && one.state().equals(state))
                .findFirst()
                .orElseThrow();
    }

    Document credited(int skip) {
        return world.documents.stream()
                .filter(document -> document.credited() != null)
                .skip(skip)
                .findFirst()
                .orElseThrow();
    }

    void takeAwayCredit(Document document) {
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
    void bill(Instant at) {
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
                insert into message_event (kind, run_id, ordinal, arm, channel, country, occurred_at, price, currency, event_id)
                values ('billed', %s, %s, %s, '%s', '%s', parseDateTime64BestEffort('%s', 3, 'UTC'), 0.05, 'EUR', 1)
                """
                        .formatted(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), at));
        stores.drain();
    }

    static void refused(ThrowingCallable deed, String detail) {
        assertThatThrownBy(deed).isInstanceOf(ProblemException.class).hasMessage(detail);
    }
}
