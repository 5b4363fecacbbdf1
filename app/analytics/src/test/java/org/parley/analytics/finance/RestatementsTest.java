package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.ProblemException;

class RestatementsTest extends BookedMonths {

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
}
