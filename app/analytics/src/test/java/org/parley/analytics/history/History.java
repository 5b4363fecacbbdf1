package org.parley.analytics.history;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Two runs over partly the same contacts, drawn from a seed. The first has Viber, email and a
/// holdout, with a margin, all in euros; the second WhatsApp with SMS behind it, Viber and email,
/// without a margin, in three currencies, over the night in which clocks go back. Everything that
/// can go wrong does: duplicates at the same and at other times, receipts that are missing or late,
/// answers dated before their delivery, machines, fall-backs forth and back, refunds of all and of
/// parts, sales after the window, complaints of messages that never arrived.
public final class History {

    public static final int RUNS = 2;
    public static final int WINDOW_DAYS = 7;
    private static final List<String> COUNTRIES = List.of("DE", "BG", "NP", "");
    private static final List<String> LANGUAGES = List.of("de", "bg", "en-GB", "");

    public final List<Target> targets = new ArrayList<>();
    public final List<Fact> facts = new ArrayList<>();
    public final List<Paper> papers = new ArrayList<>();
    public final List<Tap> taps = new ArrayList<>();
    private final SplittableRandom random;
    private long nextFact = 1;
    private long nextPaper = 1;

    private History(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// @param size people of each run
    public static History of(long seed, int size) {
        var history = new History(seed);
        for (var run = 1; run <= RUNS; run++) {
            for (var ordinal = 1; ordinal <= size; ordinal++) {
                history.live(history.target(run, ordinal));
            }
        }
        return history;
    }

    public static Instant start(int run) {
        return Instant.parse(run == 1 ? "2026-10-05T09:30:00Z" : "2026-10-24T18:40:00Z");
    }

    private Target target(int run, int ordinal) {
        var arm = 1 + random.nextInt(3);
        var channel =
                run == 1
                        ? List.of("viber", "email", "").get(arm - 1)
                        : List.of("whatsapp", "viber", "email").get(arm - 1);
        // every second person of the second run was in the first too, under another ordinal
        var contact =
                run == 2 && ordinal % 2 == 0 ? 1_000L + ordinal + 1 : run * 100_000L + ordinal;
        var target =
                new Target(
                        run,
                        ordinal,
                        run == 1 ? 1_000L + ordinal : contact,
                        arm,
                        channel,
                        one(COUNTRIES),
                        one(LANGUAGES));
        targets.add(target);
        return target;
    }

    private void live(Target target) {
        var start = start(target.run());
        tell("assigned", target, start, target.channel());
        if (target.channel().isEmpty() || chance(.08)) {
            tell("skipped", target, start, target.channel());
            buy(target, null, start, .2);
            return;
        }
        var sent = start.plusMillis(random.nextLong(Duration.ofHours(30).toMillis()));
        var channel = target.channel();
        tell("sent", target, sent, channel);
        bill(target, sent, channel);
        if (channel.equals("whatsapp") && chance(.3)) {
            tell("failed", target, sent.plusSeconds(40), channel);
            channel = "sms";
            tell("fell_back", target, sent.plusSeconds(50), channel);
            sent = sent.plusSeconds(random.nextInt(9_000));
            tell("sent", target, sent, channel);
            bill(target, sent, channel);
            if (chance(.3)) {
                channel = "whatsapp";
                tell("taken_back", target, sent.plusSeconds(60), channel);
            }
        }
        if (chance(.1)) {
            tell("failed", target, sent.plusSeconds(90), channel);
            if (chance(.3)) {
                tell("complained", target, sent.plusSeconds(95), channel);
            }
            return;
        }
        react(target, channel, sent);
    }

    private void react(Target target, String channel, Instant sent) {
        var delivered = sent.plusMillis(random.nextLong(7_200_000));
        if (chance(.8)) {
            tell("delivered", target, delivered, channel);
        } else if (chance(.5)) {
            told(target, "delivered", delivered.plusSeconds(9_000), channel, false, "implied", 0);
        }
        if (chance(.4)) {
            tell("read", target, delivered.plusSeconds(600), channel);
        }
        if (chance(.15)) {
            told(target, "read", sent.plusSeconds(1), channel, true, "", 0);
        }
        if (chance(.15)) {
            told(target, "clicked", sent.plusSeconds(2), channel, true, "", random.nextInt(3));
        }
        Instant touch = null;
        while (chance(.35)) {
            touch = delivered.plusSeconds(random.nextInt(200_000));
            told(target, "clicked", touch, channel, false, "", random.nextInt(3));
        }
        // now and then before the delivery, as two providers' clocks have it
        var said = delivered.plusMillis(random.nextLong(-5_000, 12_000_000));
        while (chance(.4)) {
            var payload = chance(.5) ? one(List.of("yes", "no", "gone")) : null;
            told(target, "replied", said, channel, false, payload == null ? "text" : "button", 0);
            if (payload != null) {
                taps.add(new Tap(target, payload));
            }
            touch = said;
            // a day to the millisecond is still the same conversation
            said = said.plusMillis(chance(.3) ? 86_400_000 : random.nextLong(2 * 86_400_000));
        }
        if (chance(.08)) {
            tell("opted_out", target, delivered.plusSeconds(70), channel);
        }
        if (chance(.05)) {
            tell("complained", target, delivered.plusSeconds(80), channel);
        }
        buy(target, touch, touch == null ? sent : touch, touch == null ? .2 : .5);
    }

    private void tell(String kind, Target target, Instant at, String channel) {
        told(target, kind, at, channel, false, "", 0);
    }

    private void told(
            Target target,
            String kind,
            Instant at,
            String channel,
            boolean machine,
            String reason,
            int link) {
        copied(
                new Fact(
                        nextFact++,
                        kind,
                        target,
                        at,
                        channel,
                        machine,
                        reason,
                        link,
                        BigDecimal.ZERO,
                        ""));
    }

    private void bill(Target target, Instant sent, String channel) {
        var price = new BigDecimal(one(List.of("0.012345", "0.0004", "0.07", "0")));
        var currency = target.run() == 1 ? "EUR" : one(List.of("EUR", "JPY"));
        copied(
                new Fact(
                        nextFact++,
                        "billed",
                        target,
                        sent.plusSeconds(1),
                        channel,
                        false,
                        "",
                        0,
                        currency.equals("JPY") ? price.movePointRight(2) : price,
                        currency));
    }

    private void copied(Fact fact) {
        facts.add(fact);
        if (chance(.1)) {
            facts.add(fact);
        }
        // told again by the provider under another time; bills are told by us alone
        if (chance(.07) && !fact.kind().equals("billed")) {
            facts.add(fact.at(fact.at().plusSeconds(random.nextInt(1, 90_000))));
        }
    }

    private void buy(Target target, @Nullable Instant touch, Instant after, double often) {
        while (chance(often)) {
            var at = after.plusMillis(random.nextLong(Duration.ofDays(12).toMillis()));
            var credited = touch == null || chance(.1) ? null : target;
            var currency = target.run() == 1 ? "EUR" : one(List.of("EUR", "USD", "KWD"));
            var sale =
                    new Paper(
                            nextPaper++,
                            "sale",
                            0,
                            target.contact(),
                            at,
                            currency,
                            random.nextInt(1, 30_000),
                            credited,
                            touch == null ? at : touch);
            papers.add(sale);
            var left = sale.minor();
            while (left > 0 && chance(.3)) {
                var back = chance(.5) ? left : 1 + random.nextLong(left);
                left -= back;
                papers.add(
                        new Paper(
                                nextPaper++,
                                "refund",
                                sale.id(),
                                sale.contact(),
                                at.plusSeconds(random.nextInt(2_000_000)),
                                currency,
                                -back,
                                credited,
                                sale.touched()));
            }
            if (chance(.05)) {
                papers.add(
                        new Paper(
                                nextPaper++,
                                "adjustment",
                                0,
                                sale.contact(),
                                at.plusSeconds(5),
                                currency,
                                -50,
                                credited,
                                sale.touched()));
            }
        }
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
