package org.parley.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.parley.analytics.question.ReplyToOrder.AnswerGroup;
import org.parley.analytics.world.Document;
import org.parley.analytics.world.Person;
import org.parley.analytics.world.World;

class ReplyToOrderTest {

    /// Five received: 1 wrote and tapped, 2 tapped, 3 clicked, 4 and 5 nothing. 1 bought and gave
    /// half of it back; 4 bought in dollars; 2 bought too late.
    @Test
    void fivePeopleCountedByHand() {
        var scene = Scene.empty();
        for (var ordinal = 1; ordinal <= 6; ordinal++) {
            scene.event("assigned", 1, ordinal, "2026-10-05T09:30:00Z");
        }
        for (var ordinal = 1; ordinal <= 5; ordinal++) {
            scene.event("delivered", 1, ordinal, "2026-10-05T10:00:00Z");
        }
        scene.event("replied", 1, 1, 1, "2026-10-05T10:01:00Z", "viber", "button", false)
                .event("replied", 1, 1, 1, "2026-10-05T10:02:00Z", "viber", "text", false)
                .event("clicked", 1, 1, "2026-10-05T10:03:00Z")
                .event("replied", 1, 2, 2, "2026-10-05T10:01:00Z", "viber", "button", false)
                .event("clicked", 1, 3, "2026-10-05T10:01:00Z")
                .event("clicked", 1, 4, 4, "2026-10-05T10:01:00Z", "viber", "", true);
        var sale = scene.order("sale", 0, 1, "2026-10-06T10:00:00Z", "EUR", 1000, 1, 1);
        scene.order("refund", sale, 1, "2026-11-06T10:00:00Z", "EUR", -500, 1, 1);
        scene.order("sale", 0, 2, "2026-10-12T09:30:00Z", "EUR", 700, 0, 0);
        scene.order("sale", 0, 4, "2026-10-12T09:29:59.999Z", "USD", 300, 0, 0);
        scene.told();

        var answer = scene.ofRuns().replyToOrder(1);
        assertThat(answer.note()).startsWith("Association, not cause");
        assertThat(answer.arms().getFirst().groups())
                .containsExactly(
                        group("wrote", 1, 1, new NetRevenue("EUR", 500)),
                        group("tapped", 1, 0),
                        group("clicked", 1, 0),
                        group("neither", 2, 1, new NetRevenue("USD", 300)));
        var half = answer.arms().getFirst().groups().get(3).ordered();
        // Wilson for 1 of 2
        assertThat(half.low()).isCloseTo(.0945, within(.00005));
        assertThat(half.high()).isCloseTo(.9055, within(.00005));
    }

    @Test
    void aHistoryWithEverythingInItIsCountedAsOnPaper() {
        var world = World.of(78, 400);
        var scene = Scene.of(world);
        var taps = new HashSet<Person>();
        world.people.stream()
                .filter(who -> who.ordinal() % 6 == 0 && who.arm() == 1)
                .forEach(who -> {
                    taps.add(who);
                    scene.event(
                            "replied",
                            who.run(),
                            who.ordinal(),
                            who.contact(),
                            "2026-11-20T10:00:00Z",
                            who.channel(),
                            "button",
                            false);
                });
        scene.told();
        for (var run : List.of(1, 2)) {
            var opens = World.START.plus(Duration.ofDays(run == 1 ? 0 : 40));
            for (var arm : scene.ofRuns().replyToOrder(run).arms()) {
                Predicate<Person> here = who -> who.run() == run && who.arm() == arm.arm();
                var wrote = Naive.who(world, here, "replied");
                var tapped = taps.stream().filter(here).collect(Collectors.toSet());
                tapped.removeAll(wrote);
                var clicked = Naive.who(world, here, "clicked");
                clicked.removeAll(wrote);
                clicked.removeAll(tapped);
                var neither = Naive.who(world, here, "delivered", "read", "opted_out", "ordered");
                neither.removeAll(wrote);
                neither.removeAll(tapped);
                neither.removeAll(clicked);
                assertThat(arm.groups())
                        .containsExactly(
                                naive(world, opens, "wrote", wrote),
                                naive(world, opens, "tapped", tapped),
                                naive(world, opens, "clicked", clicked),
                                naive(world, opens, "neither", neither));
            }
        }
    }

    private static AnswerGroup naive(
            World world, Instant opens, String answer, Set<Person> people) {
        var closes = opens.plus(Duration.ofDays(World.WINDOW_DAYS));
        var contacts = people.stream().map(Person::contact).collect(Collectors.toSet());
        Predicate<Document> dated =
                each -> !each.at().isBefore(opens) && each.at().isBefore(closes);
        var sales =
                world.documents.stream()
                        .filter(each -> each.kind().equals("sale") && dated.test(each))
                        .filter(each -> contacts.contains(each.contact()))
                        .collect(Collectors.toMap(Document::id, each -> each));
        Map<String, Long> revenue = new TreeMap<>();
        world.documents.stream()
                .filter(each -> contacts.contains(each.contact()))
                .filter(each ->
                        sales.containsKey(each.id())
                                || sales.containsKey(each.original())
                                || (!each.kind().equals("sale")
                                        && each.original() == 0
                                        && dated.test(each)))
                .forEach(each -> revenue.merge(each.currency(), each.minor(), Long::sum));
        var buyers = sales.values().stream().map(Document::contact).distinct().count();
        return group(
                answer,
                people.size(),
                buyers,
                revenue.entrySet().stream()
                        .map(net -> new NetRevenue(net.getKey(), net.getValue()))
                        .toArray(NetRevenue[]::new));
    }

    private static AnswerGroup group(
            String answer, long people, long buyers, NetRevenue... revenue) {
        return new AnswerGroup(answer, people, EstimatedShare.of(buyers, people), List.of(revenue));
    }
}
