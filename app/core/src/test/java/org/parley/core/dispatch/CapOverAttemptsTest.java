package org.parley.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.channel.FailureClass;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.dispatch.Failover.Lapsed;
import org.parley.core.testing.Ledgers;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;

class CapOverAttemptsTest {

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Ledger ledger = Ledgers.over(world.dsl, clock);
    private final Failover failover = new Failover(world.dsl, clock);

    private int frozen(String name, String... channels) {
        int run = world.chain(name, Duration.ofHours(1), channels);
        List<Long> all = world.dsl.fetch("select id from contact order by id").into(Long.class);
        ledger.freeze(run, each -> all.forEach(each::accept));
        return run;
    }

    private Claimed claim(int run) {
        return ledger.claim(run, 0, 10, 10).claimed().getFirst();
    }

    @Test
    void anAttemptThatWasLeftForAnotherChannelStillCountsForTheCap() {
        world.reachableOn("ana", "a", "b");
        int first = frozen("first", "a", "b");
        Claimed one = claim(first);
        ledger.settle(
                first,
                List.of(
                        Settlement.sent(one.ordinal(), "p1", false, clock.instant())
                                .onStep(one.step())));
        clock.advance(Duration.ofHours(2));
        assertThat(
                        failover.advance(
                                first,
                                failover.lapsed(first, 0, 10, 10).stream()
                                        .map(Lapsed::ordinal)
                                        .toList()))
                .isEqualTo(1);
        Claimed two = claim(first);
        ledger.settle(
                first,
                List.of(
                        Settlement.failed(
                                        two.ordinal(),
                                        "unreachable",
                                        FailureClass.RECIPIENT,
                                        "404",
                                        clock.instant())
                                .onStep(two.step())));

        int second = frozen("second", "a", "b");
        world.dsl.execute(
                "update campaign set cap_count = 1, cap_window = interval '1 day' where name ="
                        + " 'second'");

        assertThat(ledger.claim(second, 0, 10, 10).claimed()).isEmpty();
        assertThat(
                        world.dsl
                                .fetchSingle(
                                        "select reason from recipient where run_id = {0}",
                                        DSL.val(second))
                                .get(0))
                .isEqualTo("capped");
    }
}
