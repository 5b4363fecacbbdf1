package org.parley.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.core.offer.NewOffer;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.Offers;
import org.parley.core.offer.Offers.CodeLine;
import org.parley.core.offer.internal.OfferStore;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;

/// Runs that wait for codes of a pool.
class RunsWithoutCodesTest {

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Offers offers = new Offers(new OfferStore(world.quick), clock);
    private final Runs runs = new Runs(world.quick, clock, false);
    private final int run = world.run("coded");

    private long pool(@Nullable Duration good) {
        return offers.create(
                        new NewOffer(
                                "pool",
                                Source.POOL,
                                null,
                                null,
                                null,
                                null,
                                good == null ? null : clock.instant().plus(good)),
                        "test")
                .offer()
                .id();
    }

    private void bring(long pool) {
        offers.bring(pool, List.of(new CodeLine(1, "Shop-1")));
    }

    private String state() {
        return world.quick
                .fetchSingle(
                        "select c.state || ' ' || r.state || coalesce(': ' || r.problem, '') from run r join campaign c on c.id = r.campaign_id")
                .into(String.class);
    }

    @Test
    void aRunWaitsForCodesAndGoesOnByItselfWhenTheyAreBrought() {
        long pool = pool(null);
        runs.pauseForCodes(run, "No codes left", pool);
        runs.resumeSupplied();
        assertThat(state()).isEqualTo("paused paused: No codes left");

        bring(pool);
        runs.resumeSupplied();
        assertThat(state()).isEqualTo("running running");
    }

    @Test
    void oneThatWaitsForSomethingElseStays() {
        bring(pool(null));
        runs.pauseBecause(run, "The provider objects");
        runs.resumeSupplied();
        assertThat(state()).isEqualTo("paused paused: The provider objects");
    }

    @Test
    void codesThatAreGoodForNothingAnyMoreAreNotWaitedFor() {
        long pool = pool(Duration.ofDays(1));
        runs.pauseForCodes(run, "No codes left", pool);
        clock.advance(Duration.ofDays(1));
        bring(pool);
        runs.resumeSupplied();
        assertThat(state()).isEqualTo("paused paused: No codes left");
    }
}
