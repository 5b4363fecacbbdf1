package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.analytics.report.RunReport.Arm;
import org.parley.analytics.report.RunReport.ChannelCounts;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.Told;
import org.parley.analytics.world.World;

/// An arm of two channels: everybody counts once, on the channel where the last move left them.
class ArmChannelsTest {

    private static World world;
    private static Stores stores;
    private static Arm arm;

    @BeforeAll
    static void everyThirdFallsBackAndEveryNinthIsReachedOnTheFirstAfterAll() {
        world = World.of(4712, 300);
        stores = Stores.holding(world);
        stores.postgres.execute(
                "insert into campaign_arm_step (campaign_id, arm, step, channel) values (1, 1, 2,"
                        + " 'sms')");
        move("fell_back", "sms", 3, 900_000);
        move("taken_back", "viber", 9, 950_000);
        var reports =
                new RunReports(
                        new RunPlans(stores.postgres),
                        new RunFigures(stores.clickHouse, stores.kept),
                        Clock.systemUTC());
        arm = reports.report(1).arms().getFirst();
    }

    private static void move(String kind, String channel, int every, int firstEvent) {
        stores.clickHouse.execute(
                """
                insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, contact_id, arm, channel)
                select {0}, run_id, ordinal, {1} + ordinal, 2, any(occurred_at), any(contact_id), any(arm), {2}
                from message_event
                where run_id = 1 and arm = 1 and kind = 'assigned' and ordinal % {3} = 0
                group by run_id, ordinal\
                """,
                DSL.inline(kind), DSL.inline(firstEvent), DSL.inline(channel), DSL.inline(every));
    }

    @Test
    void theChannelsStandInTheOrderOfThePlan() {
        assertThat(arm.channels())
                .extracting(ChannelCounts::channel)
                .containsExactly("viber", "sms");
    }

    @Test
    void thePartsAddUpToTheArm() {
        assertThat(arm.channels().stream().mapToLong(ChannelCounts::sent).sum())
                .isEqualTo(arm.counts().sent());
        assertThat(arm.channels().stream().mapToLong(ChannelCounts::delivered).sum())
                .isEqualTo(arm.counts().delivered());
        assertThat(arm.channels().stream().mapToLong(ChannelCounts::read).sum())
                .isEqualTo(arm.counts().read());
        assertThat(arm.channels().stream().mapToLong(ChannelCounts::clicked).sum())
                .isEqualTo(arm.counts().clicked());
        assertThat(arm.channels().stream().mapToLong(ChannelCounts::replied).sum())
                .isEqualTo(arm.counts().replied());
        assertThat(arm.channels().stream().mapToLong(ChannelCounts::ordered).sum())
                .isEqualTo(arm.counts().ordered());
    }

    @Test
    void theSecondChannelHasThoseWhoEndedThere() {
        assertThat(arm.channels().getLast().clicked())
                .isEqualTo(
                        clicked().stream()
                                .filter(ordinal -> ordinal % 3 == 0 && ordinal % 9 != 0)
                                .count())
                .isPositive();
        assertThat(arm.channels().getFirst().clicked())
                .isEqualTo(
                        clicked().stream()
                                .filter(ordinal -> ordinal % 3 != 0 || ordinal % 9 == 0)
                                .count())
                .isPositive();
    }

    private static Set<Integer> clicked() {
        return world.events.stream()
                .filter(told -> told.person().run() == 1 && told.person().arm() == 1)
                .filter(told -> told.kind().equals("clicked") && !told.machine())
                .map(Told::person)
                .map(person -> person.ordinal())
                .collect(Collectors.toSet());
    }
}
