package org.parley.analytics.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.world.InvoiceDesk;
import org.parley.analytics.world.InvoiceDesk.Paper;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;

/// Whatever a provider invoices, the sums tie out, to the cent.
class InvoicePropertyTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final List<String> CHANNELS = List.of("viber", "email", "");
    private static final List<String> COUNTRIES = List.of("DE", "BG", "FR", "");
    private static final List<String> ACCOUNTS = List.of("", "", "", "main");
    private static final List<String> CATEGORIES = List.of("", "", "marketing", "utility");

    private final Stores stores = Stores.holding(World.of(5, 150));
    private final InvoiceDesk desk = new InvoiceDesk(stores, CLOCK, ZoneId.of("Europe/Berlin"));

    @Test
    void accruedAndDifferencesAreTheInvoiceAndWhatIsBookedIsTheDifference() {
        stores.postgres.execute(
                "update recipient set provider_message_id = 'm' || run_id || '-' || ordinal where channel is not null");
        var standing = new ArrayList<Invoice>();
        for (var seed = 1L; seed <= 40; seed++) {
            var random = new SplittableRandom(seed);
            var invoice = desk.take(random(random, "I" + seed));
            for (var release : List.of(true, false)) {
                ReconciliationTest.assertTies(
                        invoice, desk.invoices.reconciliation(invoice, release));
            }
            if (random.nextInt(3) > 0) {
                standing.add(desk.accept(invoice, random.nextInt(4) == 0));
            }
            if (!standing.isEmpty() && random.nextInt(4) == 0) {
                desk.reverse(standing.remove(random.nextInt(standing.size())));
            }
            assertThat(cost()).as("seed " + seed).isEqualTo(accrued() + booked(standing));
            assertThat(settledTwice()).as("seed " + seed).isZero();
        }
        for (var invoice : standing) {
            desk.reverse(invoice);
        }
        assertThat(
                        stores.postgres.fetch(
                                "select run_id, arm, channel, country, month from invoice_booking group by 1, 2, 3, 4, 5"
                                        + " having sum(true_up_minor) <> 0 or sum(messages) <> 0"))
                .as("once all is reversed nothing is left")
                .isEmpty();
    }

    /// By places, or by messages, now and then a credit note.
    private static Paper random(SplittableRandom random, String number) {
        var paper = new Paper(number);
        var sign = random.nextInt(5) == 0 ? "-" : "";
        if (random.nextInt(3) == 0) {
            for (var ordinal = 1; ordinal <= 150; ordinal++) {
                if (random.nextInt(3) > 0) {
                    paper.message("viber", "m1-" + ordinal, sign + amount(random, 40_000));
                }
            }
            paper.message("viber", "unknown", amount(random, 40_000));
        }
        for (var i = random.nextInt(6); i >= 0; i--) {
            paper.line(
                    new Place(
                            one(random, ACCOUNTS),
                            one(random, CHANNELS),
                            one(random, COUNTRIES),
                            one(random, CATEGORIES),
                            OCTOBER),
                    random.nextInt(60),
                    sign + amount(random, 3_000_000));
        }
        return paper;
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
                        + " where run_id = 1 and price is not null group by arm, channel, country, price) line");
    }

    /// As the reconciliations promised.
    private long booked(List<Invoice> standing) {
        return standing.stream()
                .map(invoice -> desk.invoices.reconciliation(invoice, false))
                .mapToLong(Reconciliation::trueUpMinor)
                .sum();
    }

    /// Groups of messages of which invoices settled more than there are.
    private long settledTwice() {
        return number(
                """
                select count(*) from (
                  select 1 from invoice_booking b
                  group by run_id, arm, channel, country
                  having sum(messages) > (select count(*) from recipient r where r.run_id = b.run_id and r.arm = b.arm
                    and r.channel = b.channel and coalesce(r.country, '') = b.country and r.price is not null)
                    or sum(messages) < 0) too_many
                """);
    }

    private long number(String sql) {
        return stores.postgres.fetchSingle(sql).into(Long.class);
    }
}
