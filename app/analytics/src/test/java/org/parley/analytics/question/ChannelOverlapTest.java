package org.parley.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.parley.analytics.question.ChannelOverlap.ChannelCombination;
import org.parley.analytics.question.ChannelOverlap.ChannelSets;

class ChannelOverlapTest {

    private static final List<String> CHANNELS =
            List.of("email", "line", "messenger", "rcs", "sms", "telegram", "viber", "whatsapp");

    /// 1 may be written to on Viber and email, 2 on Viber (email: for service only), 3 nowhere (no
    /// active address), 4 is gone. 1 clicked a mail and replied on Viber, 2 replied on Viber.
    @Test
    void fourContactsCountedByHand() {
        var scene = Scene.empty();
        contacts(
                scene,
                List.of(
                        "1, 2, false, ['viber', 'email'], ['viber/marketing', 'email/marketing']",
                        "1, 1, false, [], []",
                        "2, 1, false, ['email', 'viber'], ['viber/marketing', 'email/service']",
                        "3, 1, false, [], ['viber/marketing']",
                        "4, 1, true, ['viber'], ['viber/marketing']"));
        scene.event("clicked", 1, 1, 1, "2026-10-05T10:00:00Z", "email", "", false)
                .event("replied", 2, 1, 1, "2026-11-05T10:00:00Z", "viber", "", false)
                .event("replied", 1, 2, 2, "2026-10-05T10:00:00Z", "viber", "", false)
                .event("clicked", 1, 2, 2, "2026-10-05T10:00:00Z", "email", "", true)
                .told();
        var overlap = scene.ofTheCompany().overlap(null, null, null);
        assertThat(overlap.reachable())
                .isEqualTo(
                        new ChannelSets(
                                3,
                                List.of(
                                        new ChannelCombination(List.of(), 1),
                                        new ChannelCombination(List.of("email", "viber"), 1),
                                        new ChannelCombination(List.of("viber"), 1)),
                                0,
                                0));
        scene.stores.postgres.execute("update run set sandbox = id = 1, targeted = 1");
        assertThat(scene.ofTheCompany().overlap(null, null, false).answered().combinations())
                .containsExactly(new ChannelCombination(List.of("viber"), 1));
        assertThat(overlap.answered())
                .isEqualTo(
                        new ChannelSets(
                                2,
                                List.of(
                                        new ChannelCombination(List.of("email", "viber"), 1),
                                        new ChannelCombination(List.of("viber"), 1)),
                                0,
                                0));
    }

    @Test
    void theLargestFiftyAndTheRestAddUpToEverybody() {
        var random = new SplittableRandom(11);
        var scene = Scene.empty();
        var rows = new ArrayList<String>();
        var reachable = new TreeMap<String, Long>();
        var answered = new TreeMap<String, Long>();
        for (var contact = 1; contact <= 600; contact++) {
            var addressed = some(random);
            var granted = some(random);
            rows.add(
                    "%d, 1, false, [%s], [%s]"
                            .formatted(
                                    contact, quoted(addressed, ""), quoted(granted, "/marketing")));
            addressed.retainAll(granted);
            reachable.merge(String.join(",", addressed), 1L, Long::sum);
            var heard = some(random);
            for (var channel : heard) {
                scene.event(
                        random.nextBoolean() ? "clicked" : "replied",
                        1 + random.nextInt(2),
                        contact,
                        contact,
                        "2026-10-05T10:00:00Z",
                        channel,
                        "",
                        false);
            }
            if (!heard.isEmpty()) {
                answered.merge(String.join(",", heard), 1L, Long::sum);
            }
        }
        contacts(scene, rows);
        scene.told();
        var overlap = scene.ofTheCompany().overlap(null, null, null);
        assertThat(overlap.reachable()).isEqualTo(naive(reachable));
        assertThat(overlap.answered()).isEqualTo(naive(answered));
        assertThat(overlap.answered().otherCombinations()).isPositive();
    }

    @Test
    void nobodyIsNowhere() {
        var overlap = Scene.empty().ofTheCompany().overlap(null, null, null);
        assertThat(overlap.reachable()).isEqualTo(new ChannelSets(0, List.of(), 0, 0));
    }

    private static ChannelSets naive(Map<String, Long> sizes) {
        var sorted =
                sizes.entrySet().stream()
                        .sorted(
                                Comparator.comparingLong(
                                                (Map.Entry<String, Long> each) -> -each.getValue())
                                        .thenComparing(Map.Entry::getKey))
                        .map(each ->
                                new ChannelCombination(
                                        each.getKey().isEmpty()
                                                ? List.of()
                                                : List.of(each.getKey().split(",")),
                                        each.getValue()))
                        .toList();
        var shown = sorted.subList(0, Math.min(50, sorted.size()));
        var all = sizes.values().stream().mapToLong(Long::longValue).sum();
        return new ChannelSets(
                all,
                shown,
                sorted.size() - shown.size(),
                all - shown.stream().mapToLong(ChannelCombination::people).sum());
    }

    private static SortedSet<String> some(SplittableRandom random) {
        return CHANNELS.stream()
                .filter(channel -> random.nextInt(10) < 4)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String quoted(SortedSet<String> channels, String purpose) {
        return channels.reversed().stream()
                .map(channel -> "'" + channel + purpose + "'")
                .collect(Collectors.joining(","));
    }

    private static void contacts(Scene scene, List<String> rows) {
        scene.stores.clickHouse.execute(
                "insert into contact (id, version, deleted, reachable, granted) values ("
                        + String.join("),(", rows)
                        + ")");
    }
}
