package org.parley.analytics.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.world.InvoiceDesk;
import org.parley.analytics.world.InvoiceDesk.Paper;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ProblemException;

/// Whatever a provider invoices, the sums tie out, to the cent.
class InvoicePropertyTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final List<List<String>> PERIODS =
            List.of(
                    List.of("2026-10-01", "2026-10-31"),
                    List.of("2026-11-01", "2026-11-30"),
                    List.of("2026-10-01", "2026-10-15"),
                    List.of("2026-10-15", "2026-11-10"));
    private static final List<String> CHANNELS = List.of("viber", "email", "");
    private static final List<String> COUNTRIES = List.of("DE", "BG", "FR", "");
    private static final List<String> ACCOUNTS = List.of("", "", "", "main");
    private static final List<String> CATEGORIES = List.of("", "", "marketing", "utility");

    private final Stores stores = Stores.holding(World.of(5, 150));
    private final InvoiceDesk desk = new InvoiceDesk(stores, CLOCK, ZoneId.of("Europe/Berlin"));

    @Test
    void accruedAndDifferencesAreTheInvoiceAndWhatIsBookedIsTheDifference() {
        stores.postgres.execute(
                "update recipient set provider_message_id = 'm' || run_id || '-' || ordinal,"
                        + " billed_at = billed_at - (run_id - 1) * interval '40 days' + ordinal % 50 * interval '1 day',"
                        + " channel = case run_id when 2 then 'viber' else channel end,"
                        // some a hundredth of a cent, some a euro: what is settled twice or never
                        // must be more than all roundings
                        + " price = case when run_id = 2 then price / 1000 else price * 100 end,"
                        + " price_currency = case when price is not null then 'EUR' end"
                        + " where channel is not null");
        var due = new StandingCost(stores.postgres);
        var standing = new ArrayList<Invoice>();
        for (var seed = 1L; seed <= Integer.getInteger("parley.proof.invoices", 15); seed++) {
            var random = new SplittableRandom(seed);
            var invoice = desk.take(random(random, "I" + seed));
            for (var release : List.of(true, false)) {
                var reconciliation = desk.invoices.reconciliation(invoice, release);
                ReconciliationTest.assertTies(invoice, reconciliation);
                if (invoice.perMessage()) {
                    assertRunsBearTheirOwn(invoice, reconciliation);
                }
            }
            if (random.nextInt(3) > 0) {
                standing.add(desk.accept(invoice, random.nextInt(4) == 0));
            }
            // often, so that messages are open again
            if (!standing.isEmpty() && random.nextInt(2) == 0) {
                reverseUnlessRestedOn(standing, random.nextInt(standing.size()));
            }
            assertThat(cost()).as("seed " + seed).isEqualTo(accrued() + booked(standing));
            assertThat(settledTwice()).as("seed " + seed).isZero();
            assertThat(cost())
                    .as("seed %d: what invoices say, and the price of what none charges", seed)
                    .isCloseTo(due.minor(bookable(standing)), within(due.slack()));
        }
        for (var invoice : standing.reversed()) {
            desk.reverse(invoice);
        }
        assertThat(
                        stores.postgres.fetch(
                                "select run_id, arm, channel, country, day from invoice_booking group by 1, 2, 3, 4, 5"
                                        + " having sum(true_up_minor) <> 0 or sum(messages) <> 0"))
                .as("once all is reversed nothing is left")
                .isEmpty();
    }

    /// Others may rest on what it settled: then it stays, and only then may it be refused.
    private void reverseUnlessRestedOn(List<Invoice> standing, int index) {
        try {
            desk.reverse(standing.get(index));
            standing.remove(index);
        } catch (ProblemException refusal) {
            assertThat(refusal).hasMessageContaining("was accepted since");
            assertThat(index).as("the latest is never refused").isLessThan(standing.size() - 1);
        }
    }

    private Map<Invoice, Long> bookable(List<Invoice> standing) {
        var sums = new LinkedHashMap<Invoice, Long>();
        for (var invoice : standing) {
            sums.put(
                    invoice,
                    invoice.head().totalMinor()
                            - desk.invoices.reconciliation(invoice, false).unbookableMinor());
        }
        return sums;
    }

    /// To the minor unit in each place.
    private void assertRunsBearTheirOwn(Invoice invoice, Reconciliation reconciliation) {
        for (var run = 1; run <= 2; run++) {
            var its = run;
            var own =
                    stores.postgres
                            .fetchSingle(
                                    "select coalesce(sum(l.amount * 100), 0) from invoice_line l join recipient r"
                                            + " on r.channel = l.channel and r.provider_message_id = l.message_id"
                                            + " where l.invoice_id = ? and r.run_id = ?",
                                    invoice.id(),
                                    run)
                            .into(BigDecimal.class);
            var borne =
                    reconciliation.bookings().stream()
                            .filter(booking -> booking.run() == its)
                            .mapToLong(Reconciliation.Booking::invoicedMinor)
                            .sum();
            assertThat(own.subtract(BigDecimal.valueOf(borne)).abs())
                    .as("%s, run %d", invoice.head().number(), run)
                    .isLessThanOrEqualTo(BigDecimal.valueOf(reconciliation.rows().size()));
        }
    }

    /// By places, now and then a credit note, or by messages, of which each may be a credit.
    private static Paper random(SplittableRandom random, String number) {
        var period = PERIODS.get(random.nextInt(PERIODS.size()));
        var paper = new Paper(number).period(period.getFirst(), period.getLast());
        if (random.nextInt(3) == 0) {
            for (var ordinal = 1; ordinal <= 150; ordinal++) {
                for (var run = 1; run <= 2; run++) {
                    if (random.nextInt(3) > 0) {
                        paper.message(
                                run == 1 && random.nextBoolean() ? "email" : "viber",
                                "m" + run + "-" + ordinal,
                                sign(random) + amount(random, 40_000));
                    }
                }
            }
            return paper.message("viber", "unknown", amount(random, 40_000));
        }
        var sign = sign(random);
        for (var i = random.nextInt(6); i >= 0; i--) {
            paper.line(
                    new Place(
                            one(random, ACCOUNTS),
                            one(random, CHANNELS),
                            one(random, COUNTRIES),
                            one(random, CATEGORIES),
                            YearMonth.from(LocalDate.parse(one(random, period)))),
                    // fees are of no messages
                    Math.max(0, random.nextInt(-60, 60)),
                    sign + amount(random, 3_000_000));
        }
        return paper;
    }

    private static String sign(SplittableRandom random) {
        return random.nextInt(5) == 0 ? "-" : "";
    }

    private static String amount(SplittableRandom random, int most) {
        return BigDecimal.valueOf(random.nextInt(most), 6).toPlainString();
    }

    private static String one(SplittableRandom random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /// Accrued and trued up, by message group; each price of a group is rounded once.
    private long cost() {
        return accrued() + number("select coalesce(sum(true_up_minor), 0) from invoice_booking");
    }

    private long accrued() {
        return number(
                "select sum(minor) from (select round(price * count(*) * 100) as minor from recipient"
                        + " where price is not null group by run_id, arm, channel, country, price) line");
    }

    /// As the reconciliations promised.
    private long booked(List<Invoice> standing) {
        return standing.stream()
                .map(invoice -> desk.invoices.reconciliation(invoice, false))
                .mapToLong(Reconciliation::trueUpMinor)
                .sum();
    }

    /// Groups of messages of a day of which invoices settled more than there are.
    private long settledTwice() {
        return number(
                """
                select count(*) from (
                  select 1 from invoice_booking b
                  group by run_id, arm, channel, country, day
                  having sum(messages) > (select count(*) from recipient r where r.run_id = b.run_id and r.arm = b.arm
                    and r.channel = b.channel and coalesce(r.country, '') = b.country and r.price is not null
                    and (r.billed_at at time zone 'Europe/Berlin')::date = b.day)
                    or sum(messages) < 0) too_many
                """);
    }

    private long number(String sql) {
        return stores.postgres.fetchSingle(sql).into(Long.class);
    }
}
