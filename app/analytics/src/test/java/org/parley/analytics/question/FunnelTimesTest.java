package org.parley.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.analytics.question.FunnelTimes.StepTime;
import org.parley.analytics.world.Person;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ProblemException;

class FunnelTimesTest {

    /// Sent at ten; received after 10, 20, 30 and 40 seconds.
    @Test
    void fourPeopleCountedByHand() {
        var scene = Scene.empty();
        for (var ordinal = 1; ordinal <= 4; ordinal++) {
            scene.event("assigned", 1, ordinal, "2026-10-05T09:30:00Z")
                    .event("sent", 1, ordinal, "2026-10-05T10:00:00Z")
                    .event("delivered", 1, ordinal, "2026-10-05T10:00:%d0Z".formatted(ordinal))
                    .event("delivered", 1, ordinal, "2026-10-06T10:00:00Z");
        }
        // only concluded from the reply: says nothing of when
        scene.event("delivered", 1, 4, 4, "2026-10-05T10:00:01Z", "viber", "implied", false);
        scene.event("clicked", 1, 1, "2026-10-05T10:30:10Z")
                .event("clicked", 1, 2, 2, "2026-10-05T10:00:21Z", "viber", "", true)
                .event("clicked", 1, 2, "2026-10-05T12:00:20Z")
                .event("read", 1, 3, "2026-10-05T10:00:00Z")
                .event("replied", 1, 4, "2026-10-05T11:00:40.001Z");
        scene.order("sale", 0, 1, "2026-10-05T11:30:10Z", "EUR", 100, 1, 1);
        scene.order("sale", 0, 1, "2026-10-07T11:30:10Z", "EUR", 100, 1, 1);
        scene.order("sale", 0, 2, "2026-10-05T11:00:00Z", "EUR", 100, 1, 2);
        scene.told();

        var arms = scene.ofRuns().times(1).arms();
        assertThat(arms).hasSize(3);
        assertThat(arms.getFirst().name()).isEqualTo("Viber");
        assertThat(arms.getFirst().steps())
                .containsExactly(
                        new StepTime("sentToDelivered", 4, 30_000L, 40_000L, 4, 1.0, 0),
                        new StepTime("deliveredToRead", 1, 0L, 0L, 1, 1.0, 1),
                        new StepTime("deliveredToClicked", 2, 7_200_000L, 7_200_000L, 1, .5, 0),
                        new StepTime("deliveredToReplied", 1, 3_600_001L, 3_600_001L, 0, .0, 0),
                        new StepTime("clickedToOrdered", 1, 3_600_000L, 3_600_000L, 1, 1.0, 1),
                        new StepTime("repliedToOrdered", 0, null, null, 0, null, 0));
        assertThat(arms.get(2).channel()).isNull();
        assertThat(arms.get(2).steps()).allMatch(step -> step.people() == 0);
    }

    @Test
    void aHistoryWithEverythingInItIsCountedAsOnPaper() {
        var world = World.of(77, 400);
        var scene = Scene.of(world);
        for (var run : List.of(1, 2)) {
            var first = firsts(world, run);
            for (var arm : scene.ofRuns().times(run).arms()) {
                var people = first.keySet().stream().filter(who -> who.arm() == arm.arm()).toList();
                assertThat(arm.steps())
                        .containsExactly(
                                naive("sentToDelivered", "sent", "delivered", people, first),
                                naive("deliveredToRead", "delivered", "read", people, first),
                                naive("deliveredToClicked", "delivered", "clicked", people, first),
                                naive("deliveredToReplied", "delivered", "replied", people, first),
                                naive("clickedToOrdered", "clicked", "ordered", people, first),
                                naive("repliedToOrdered", "replied", "ordered", people, first));
            }
        }
    }

    @Test
    void aRunThatDoesNotExistIsToldSo() {
        var questions = Scene.empty().ofRuns();
        assertThatThrownBy(() -> questions.times(99)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> questions.replyToOrder(99)).isInstanceOf(ProblemException.class);
    }

    private static Map<Person, Map<String, Instant>> firsts(World world, int run) {
        Map<Person, Map<String, Instant>> first = new HashMap<>();
        world.events.stream()
                .filter(told -> told.person().run() == run && !told.machine())
                .forEach(told -> earliest(first, told.person(), told.kind(), told.at()));
        world.documents.stream()
                .filter(sale -> sale.kind().equals("sale") && sale.credited() != null)
                .filter(sale -> sale.credited().run() == run)
                .forEach(sale -> earliest(first, sale.credited(), "ordered", sale.at()));
        return first;
    }

    private static void earliest(
            Map<Person, Map<String, Instant>> first, Person who, String kind, Instant at) {
        first.computeIfAbsent(who, _ -> new HashMap<>())
                .merge(kind, at, (one, other) -> one.isBefore(other) ? one : other);
    }

    private static StepTime naive(
            String step,
            String from,
            String to,
            List<Person> people,
            Map<Person, Map<String, Instant>> first) {
        var all =
                people.stream()
                        .map(first::get)
                        .filter(facts -> facts.containsKey(from) && facts.containsKey(to))
                        .map(facts -> Duration.between(facts.get(from), facts.get(to)).toMillis())
                        .toList();
        var times =
                all.stream()
                        .filter(millis -> millis >= 0 || !to.equals("ordered"))
                        .map(millis -> Math.max(0, millis))
                        .sorted()
                        .toList();
        var reversed = all.stream().filter(millis -> millis < 0).count();
        if (times.isEmpty()) {
            return new StepTime(step, 0, null, null, 0, null, reversed);
        }
        var within = times.stream().filter(millis -> millis <= 3_600_000).count();
        return new StepTime(
                step,
                times.size(),
                quantile(times, .5),
                quantile(times, .9),
                within,
                (double) within / times.size(),
                reversed);
    }

    /// A time that somebody took.
    private static long quantile(List<Long> sorted, double level) {
        return sorted.get((int) (level * sorted.size()));
    }
}
