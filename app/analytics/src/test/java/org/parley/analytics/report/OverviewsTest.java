package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.analytics.internal.LeftOutRuns;
import org.parley.analytics.report.Overview.ChannelTotals;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;

/// A simulated run over Viber and email, and a live one over WhatsApp, in three currencies.
class OverviewsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private Stores stores;
    private RunReports reports;
    private Overviews overviews;

    @BeforeEach
    void tell() {
        stores = Stores.holding(World.of(4711, 400));
        stores.postgres.execute("update run set targeted = 400");
        var plans = new RunPlans(stores.postgres);
        var figures = new RunFigures(stores.clickHouse, stores.kept);
        reports = new RunReports(plans, figures, CLOCK);
        overviews = new Overviews(plans, figures, reports, new LeftOutRuns(stores.postgres), CLOCK);
    }

    @Test
    void liveRunsAreAddedUpByChannel() {
        var overview = overviews.overview(null);
        assertThat(overview.simulated()).isFalse();
        assertThat(overview.latestRun()).isEqualTo(reports.report(2));
        assertThat(overview.eventLag()).isEqualTo(new Overview.EventLag(0, 0));
        assertThat(overview.channels())
                .extracting(ChannelTotals::channel, ChannelTotals::currency)
                .containsExactly(
                        tuple("whatsapp", "EUR"),
                        tuple("whatsapp", "JPY"),
                        tuple("whatsapp", "USD"));
        assertThat(overview.channels().get(1).costMinor())
                .isPositive()
                .isEqualTo(
                        reports.report(2).arms().stream()
                                .flatMap(arm -> arm.money().stream())
                                .filter(money -> "JPY".equals(money.currency()))
                                .mapToLong(RunReport.Money::costMinor)
                                .sum());
    }

    @Test
    void simulatedRunsHaveNothingOfLiveOnes() {
        var overview = overviews.overview(true);
        assertThat(overview.simulated()).isTrue();
        assertThat(overview.latestRun()).isEqualTo(reports.report(1));
        assertThat(overview.channels())
                .extracting(ChannelTotals::channel, ChannelTotals::currency)
                .containsExactly(tuple("email", "EUR"), tuple("viber", "EUR"));
        var viber = reports.report(1).arms().getFirst();
        var counts = viber.counts();
        var money = viber.money().getFirst();
        assertThat(overview.channels().get(1))
                .isEqualTo(
                        new ChannelTotals(
                                "viber",
                                counts.sent(),
                                counts.delivered(),
                                counts.read(),
                                counts.clicked(),
                                counts.replied(),
                                counts.ordered(),
                                money.netMinor(),
                                money.costMinor(),
                                "EUR"));
    }

    /// What another tool sent says nothing on whether this one is only tried out.
    @Test
    void anImportedRunDoesNotTurnATrialIntoALiveInstallation() {
        stores.postgres.execute(
                "update run set source = 'other', source_campaign = '1' where id = 2");

        assertThat(overviews.overview(null).simulated()).isTrue();
        var live = overviews.overview(false);
        assertThat(live.channels()).extracting(ChannelTotals::channel).contains("whatsapp");
        assertThat(live.latestRun()).isNull();
    }

    /// Somebody was written to by SMS before Viber's receipt came after all: nobody counts on SMS.
    @Test
    void whatWasPaidOnAChannelWhereNobodyCountsIsStillPaid() {
        stores.clickHouse.execute(
                """
                insert into message_event (kind, run_id, ordinal, event_id, occurred_at, arm, channel, country, price, currency)
                values ('billed', 2, 1, 999999999, '2026-11-14 10:00:00', 1, 'sms', 'BG', 0.05, 'EUR')
                """);

        assertThat(overviews.overview(null).channels())
                .contains(new ChannelTotals("sms", 0, 0, 0, 0, 0, 0, 0, 5, "EUR"));
    }
}
