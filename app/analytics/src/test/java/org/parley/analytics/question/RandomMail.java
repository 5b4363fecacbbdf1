package org.parley.analytics.question;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/// Sixteen runs over seventy contacts in fifty days, drawn from a seed, with deliveries that are
/// told again or only concluded, and clicks of machines. Run 10 is simulated, runs 11 to 15 are of
/// a service campaign.
final class RandomMail {

    static final Instant FROM = Instant.parse("2026-09-20T00:00:00Z");

    record Message(
            int run,
            int ordinal,
            long contact,
            Instant at,
            boolean clicked,
            boolean replied,
            boolean optedOut,
            boolean ordered) {}

    final List<Message> messages = new ArrayList<>();
    final Scene scene = Scene.empty();

    RandomMail(long seed) {
        var random = new SplittableRandom(seed);
        scene.stores.postgres.execute(
                "insert into campaign (name, segment_id, message_id, seed, created_by, purpose) values"
                        + " ('receipts', 1, 1, 's', 'm@parley.example', 'service')");
        scene.stores.postgres.execute(
                "insert into run (campaign_id, fire_time, state, started_at, targeted) select"
                        + " case when i between 11 and 15 then 3 else 1 end, now() + i * interval '1 h',"
                        + " 'finished', '2026-09-20 00:00Z', 70 from generate_series(3, 16) i");
        scene.stores.postgres.execute(
                "update run set sandbox = id = 16, targeted = 70, started_at = '2026-09-20 00:00Z'");
        for (var run = 1; run <= 16; run++) {
            for (var ordinal = 1; ordinal <= 70; ordinal++) {
                if (random.nextInt(3) > 0) {
                    message(run, ordinal, 1 + (ordinal * 3L + run) % 70, random);
                }
            }
        }
        scene.told();
    }

    List<Message> of(IntPredicate runs) {
        return messages.stream().filter(message -> runs.test(message.run())).toList();
    }

    private void message(int run, int ordinal, long contact, SplittableRandom random) {
        // whole seconds, some of them shared, as providers tell them
        var at = FROM.plusSeconds(random.nextInt(50 * 24) * 3_600L + random.nextInt(4) * 900L);
        var message =
                new Message(
                        run,
                        ordinal,
                        contact,
                        at,
                        random.nextInt(4) == 0,
                        random.nextInt(6) == 0,
                        random.nextInt(12) == 0,
                        random.nextInt(9) == 0);
        if (random.nextInt(10) == 0) {
            tell("delivered", message, at.plusSeconds(60), "implied", false);
            tell("clicked", message, at.plusSeconds(60), false);
            return;
        }
        messages.add(message);
        tell("delivered", message, at, false);
        if (random.nextInt(8) == 0) {
            tell("delivered", message, at.plusSeconds(random.nextInt(20 * 86_400)), false);
        }
        if (random.nextInt(8) == 0) {
            tell("clicked", message, at, true);
        }
        if (message.clicked()) {
            tell("clicked", message, at.plusSeconds(60), false);
            tell("clicked", message, at.plusSeconds(90_000), false);
        }
        if (message.replied()) {
            tell("replied", message, at.plusSeconds(600), false);
        }
        if (message.optedOut()) {
            tell("opted_out", message, at.plusSeconds(700), false);
        }
        if (message.ordered()) {
            scene.order(
                    "sale", 0, contact, at.plusSeconds(800).toString(), "EUR", 100, run, ordinal);
        }
    }

    private void tell(String kind, Message message, Instant at, boolean machine) {
        tell(kind, message, at, "", machine);
    }

    private void tell(String kind, Message message, Instant at, String reason, boolean machine) {
        scene.event(
                kind,
                message.run(),
                message.ordinal(),
                message.contact(),
                at.toString(),
                "viber",
                reason,
                machine);
    }
}
