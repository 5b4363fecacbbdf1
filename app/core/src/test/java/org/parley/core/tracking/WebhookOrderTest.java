package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.node.ObjectNode;

/// Promise 4: duplicated, late and out-of-order webhooks change nothing in any figure.
class WebhookOrderTest {

    private static final int PEOPLE = 6;
    private static final int RUNS = 3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderAndAnyRepetitionEndWhereTheCleanOrderEnds(long seed) {
        List<ObjectNode> history = history(seed);
        List<String> expected = clean(seed, history);

        Random random = new Random(seed * 31);
        TrackingWorld world = people(new TrackingWorld(), seed, true);
        List<ObjectNode> told = repeated(history, random);
        int commit = random.nextInt(told.size());
        Ledger before = Ledger.of(world);
        for (int i = 0; i < told.size(); ) {
            int size = Math.min(1 + random.nextInt(4), told.size() - i);
            world.arrives(told.subList(i, i + size).toArray(ObjectNode[]::new));
            if (i <= commit && commit < i + size) {
                everyAttemptIsAnswered(world);
            }
            i += size;
            if (random.nextInt(3) == 0) {
                world.processor.processDue(1 + random.nextInt(20));
                before = before.followedBy(Ledger.of(world));
            }
        }
        world.settle();

        before.followedBy(Ledger.of(world));
        assertSame(world.facts(), expected);
    }

    /// Whom runs did not reach, and how many events were told by then. Reports keep the one for as
    /// long as the other stands.
    private record Ledger(List<String> shortfalls, int events) {

        static Ledger of(TrackingWorld world) {
            return new Ledger(
                    world.dsl
                            .resultQuery(
                                    "select run_id || ' ' || arm || ' ' || state || ' ' || coalesce(reason, '') || ' ' || count(*)"
                                            + " from recipient where state in ('failed', 'unknown', 'skipped')"
                                            + " group by run_id, arm, state, reason order by 1")
                            .fetch(row -> row.get(0, String.class)),
                    world.count("event_outbox"));
        }

        Ledger followedBy(Ledger later) {
            if (!shortfalls.equals(later.shortfalls)) {
                assertThat(later.events).isGreaterThan(events);
            }
            return later;
        }
    }

    @Test
    void twoProcessorsAtOnceEndWhereOneEnds() throws Exception {
        List<ObjectNode> history = history(77);
        List<String> expected = clean(77, history);

        TrackingWorld world = people(TrackingWorld.concurrent(), 77, false);
        for (ObjectNode event : repeated(history, new Random(5))) {
            world.arrives(event);
        }
        Callable<Void> work =
                () -> {
                    while (world.count("webhook_delivery") > 0) {
                        if (world.processor.processDue(7) == 0) {
                            world.clock.advance(Duration.ofSeconds(1));
                        }
                    }
                    return null;
                };
        try (ExecutorService workers = Executors.newFixedThreadPool(3)) {
            for (Future<Void> worker : workers.invokeAll(Collections.nCopies(3, work))) {
                worker.get();
            }
        }

        assertSame(world.facts(), expected);
    }

    /// Shows what differs and nothing else.
    private static void assertSame(List<String> actual, List<String> expected) {
        List<String> differences = new ArrayList<>();
        actual.stream()
                .filter(fact -> !expected.contains(fact))
                .map("+ "::concat)
                .forEach(differences::add);
        expected.stream()
                .filter(fact -> !actual.contains(fact))
                .map("- "::concat)
                .forEach(differences::add);
        assertThat(differences).isEmpty();
        assertThat(actual).hasSameSizeAs(expected);
    }

    private static List<String> clean(long seed, List<ObjectNode> history) {
        TrackingWorld world = people(new TrackingWorld(), seed, false);
        history.stream()
                .sorted(Comparator.comparing(node -> node.get("at").asString()))
                .forEach(event -> {
                    world.arrives(event);
                    world.processor.processDue(1);
                });
        world.settle();
        assertThat(world.kinds())
                .contains("delivered", "read", "replied", "opted_out", "failed", "expired", "sent");
        return world.facts();
    }

    /// Six people, two of them behind one number, three messages each. Some attempts are unknown;
    /// some are not answered yet, where dispatch is late.
    private static TrackingWorld people(TrackingWorld world, long seed, boolean late) {
        Random random = new Random(seed);
        for (int person = 0; person < PEOPLE; person++) {
            world.contact("c" + person, address(person));
        }
        for (int run = 1; run <= RUNS; run++) {
            world.run(at(run), 7);
            for (int person = 0; person < PEOPLE; person++) {
                boolean unknown = random.nextInt(8) == 0;
                boolean slow = random.nextInt(4) == 0;
                String state = unknown ? "unknown" : slow && late ? "claimed" : "sent";
                world.recipient(run, person + 1, person + 1, address(person), state, at(run));
            }
        }
        return world;
    }

    private static void everyAttemptIsAnswered(TrackingWorld world) {
        for (int run = 1; run <= RUNS; run++) {
            for (int person = 0; person < PEOPLE; person++) {
                world.dispatchCommits(new MessageId(run, person + 1));
            }
        }
    }

    private static Instant at(int run) {
        return SENT.plus(Duration.ofHours(20L * (run - 1)));
    }

    private static String address(int person) {
        return "+" + Math.min(person, PEOPLE - 2);
    }

    private static List<ObjectNode> history(long seed) {
        Random random = new Random(seed + 1000);
        List<ObjectNode> events = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            for (int person = 0; person < PEOPLE; person++) {
                MessageId id = new MessageId(run, person + 1);
                String provider = "p" + run + "-" + (person + 1);
                Receipts receipts = new Receipts(id, provider, random);
                Instant sent = at(run);
                // Tells of unknown attempts what became of them before anybody answers.
                events.add(receipts.of("SENT", sent.plusSeconds(1)));
                for (int device = random.nextInt(3); device > 0; device--) {
                    events.add(receipts.of("DELIVERED", after(sent, random, 3600)));
                }
                if (random.nextInt(3) == 0) {
                    events.add(receipts.of("READ", after(sent, random, 7200)));
                }
                if (random.nextInt(4) == 0) {
                    events.add(receipts.failed(after(sent, random, 60), random.nextInt(3)));
                    events.add(receipts.failed(after(sent, random, 60), random.nextInt(3)));
                }
                if (random.nextInt(5) == 0) {
                    events.add(receipts.of("EXPIRED", after(sent, random, 5000)));
                }
                spoken(events, id, person, sent, random);
            }
        }
        // One of each at least, whatever the dice say; and one that nobody sent.
        events.add(Say.receipt("DELIVERED", new MessageId(1, 1), SENT.plusSeconds(30)));
        events.add(Say.receipt("EXPIRED", new MessageId(1, 2), SENT.plusSeconds(30)));
        events.add(Say.receipt("FAILED", new MessageId(1, 3), SENT.plusSeconds(30)));
        events.add(Say.reply("+0", "hello", "hello", SENT.plusSeconds(90)));
        events.add(Say.reply("+4", "stop", "stop", SENT.plusSeconds(99)));
        events.add(Say.receipt("DELIVERED", "nobody", SENT.plusSeconds(30)));
        return events;
    }

    private static void spoken(
            List<ObjectNode> events, MessageId id, int person, Instant sent, Random random) {
        String number = address(person);
        String said = "s" + events.size();
        Instant when = after(sent, random, 70_000);
        switch (random.nextInt(10)) {
            case 0 -> events.add(Say.reply(number, said, "tell me more", when));
            case 1 -> events.add(Say.reply(number, said, "Yes", when).put("payload", "yes"));
            case 2 ->
                    events.add(
                            Say.reply(number, said, "this one", when).put("message", id.packed()));
            case 3 -> events.add(Say.reply(number, said, "Unsubscribe.", when));
            case 4 -> events.add(Say.about("seen", number, when));
            case 5 -> events.add(Say.about("optOut", number, when));
            case 6 -> events.add(Say.reply(number, said, "START", when));
            case 7 -> events.add(Say.about("arrived", number, when));
            default -> {}
        }
    }

    /// Each once to four times, shuffled.
    private static List<ObjectNode> repeated(List<ObjectNode> history, Random random) {
        List<ObjectNode> told = new ArrayList<>();
        for (ObjectNode event : history) {
            told.addAll(Collections.nCopies(1 + random.nextInt(4), event));
        }
        Collections.shuffle(told, random);
        return told;
    }

    private static Instant after(Instant sent, Random random, int seconds) {
        return sent.plusSeconds(2 + random.nextInt(seconds));
    }

    /// Some receipts name our id, some the provider's. Unknown attempts are known by ours alone, so
    /// each message has one with it at the least where it has any.
    private record Receipts(MessageId id, String provider, Random random) {

        ObjectNode of(String kind, Instant at) {
            ObjectNode receipt = Say.receipt(kind, id, at);
            return random.nextBoolean() ? receipt.put("provider", provider) : receipt;
        }

        ObjectNode failed(Instant at, int code) {
            return of("FAILED", at).put("failure", "RECIPIENT").put("code", "code" + code);
        }
    }
}
