package org.parley.sandbox.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.parley.sandbox.Caller;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.world.Dice;

class ReproducibilityTest {
    private static final Habits LIVELY =
            Habits.all(new Propensities(0.9, 0.8, 0.5, 0.3, 0.1, 0.5, 0.5));
    private static final int MESSAGES = 200;

    @Test
    void theSameSeedLeadsToTheSameActsInWhateverOrderMessagesCome() throws Exception {
        Set<String> inOrder = run(7, null);
        assertThat(inOrder).hasSizeGreaterThan(MESSAGES);
        assertThat(run(7, 1L)).isEqualTo(inOrder);
        assertThat(run(7, 2L)).isEqualTo(inOrder);
        assertThat(run(8, null)).isNotEqualTo(inOrder);
    }

    @Test
    void sharesComeOutAsTheHabitsSay() {
        int n = 200_000;
        int delivered = 0;
        int read = 0;
        int click = 0;
        int order = 0;
        for (int i = 0; i < n; i++) {
            ReactionPlan plan = ReactionPlan.of(Dice.of(1, "share", "" + i), Propensities.CHAT);
            delivered += plan.delivered() ? 1 : 0;
            read += plan.read() ? 1 : 0;
            click += plan.click() ? 1 : 0;
            order += plan.order() ? 1 : 0;
        }
        assertThat(delivered / (double) n).isBetween(0.957, 0.963);
        assertThat(read / (double) delivered).isBetween(0.745, 0.755);
        assertThat(click / (double) delivered).isBetween(0.215, 0.225);
        assertThat(order / (double) click).isBetween(0.24, 0.26);
    }

    @Test
    void noPauseIsLongerThanThreeTimesItsMean() {
        for (int i = 0; i < 10_000; i++) {
            Duration pause = Dice.of(i, "pause").pause("q", Duration.ofSeconds(10));
            assertThat(pause).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        }
    }

    @Test
    void theSlowestCustomerOfTheDemoIsDoneInTenSeconds() {
        for (int i = 0; i < 10_000; i++) {
            ReactionPlan.Pauses pauses =
                    ReactionPlan.of(Dice.of(i, "slow"), Propensities.CHAT).pauses();
            Duration all =
                    pauses.delivery()
                            .plus(pauses.reading())
                            .plus(pauses.clicking())
                            .plus(pauses.ordering())
                            .plus(pauses.returning());
            assertThat(all.toMillis() * SandboxSettings.USUAL_TIME_SCALE).isLessThan(10_050);
        }
    }

    private static Set<String> run(long seed, Long shuffle) throws Exception {
        try (ParleyStandIn parley = new ParleyStandIn();
                Sandbox sandbox =
                        Sandbox.start(
                                SandboxSettings.forTests().withSeed(seed).withHabits(LIVELY));
                Caller caller = new Caller(sandbox)) {
            sandbox.viberWebhook(parley.uri("/viber"));
            sandbox.parley(new ParleyLink(parley.uri(""), "key"));
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                sandbox.customers().add(Person.onViber("c-" + i, "user-" + i));
                order.add(i);
            }
            if (shuffle != null) {
                Collections.shuffle(order, new Random(shuffle));
            }
            for (int i : order) {
                String body =
                        """
                        {"receiver":"user-%d","sender":{"name":"S"},"type":"text",
                         "text":"See %s","tracking_data":%s}\
                        """
                                .formatted(
                                        i,
                                        parley.uri("/r/token"),
                                        i % 2 == 0 ? "\"run-1-" + i + "\"" : "\"\"");
                assertThat(caller.viberJson("send_message", body).path("status").intValue())
                        .isZero();
            }
            assertThat(sandbox.awaitQuiet(Duration.ofSeconds(20))).isTrue();
            Set<String> acts = new TreeSet<>();
            sandbox.customers().acts().all().forEach(act -> acts.add(act.toString()));
            parley.bodies("/api/v1/orders")
                    .forEach(body ->
                            acts.add(
                                    body.path("orderId").asString("refund")
                                            + body.path("lines")
                                            + body.path("amount").asString("")));
            return acts;
        }
    }
}
