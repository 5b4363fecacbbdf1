package org.parley.sandbox.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.parley.sandbox.world.Dice;

/// `consents.csv`: per channel most agreed, some never did, and some took it back.
final class ConsentRows {
    static final String[] HEADER = {
        "external_id",
        "channel",
        "purpose",
        "state",
        "occurred_at",
        "source",
        "method",
        "wording",
        "evidence"
    };

    private static final List<String> METHODS =
            List.of("web form", "checkout box", "store tablet", "chat reply");

    private final long seed;
    private final Instant until;

    ConsentRows(long seed, Instant until) {
        this.seed = seed;
        this.until = until;
    }

    void write(DemoContact contact, Consumer<Object[]> row) {
        Dice dice = contact.dice(seed);
        if (dice.happens("never asked", 0.06)) {
            return;
        }
        if (!contact.email().isEmpty()) {
            channel(contact, "email", 0.85, dice, row);
        }
        if (!contact.viberId().isEmpty()) {
            channel(contact, "viber", 0.80, dice, row);
        }
        if (!contact.whatsAppId().isEmpty()) {
            channel(contact, "whatsapp", 0.70, dice, row);
        }
        if (!contact.telegramId().isEmpty()) {
            channel(contact, "telegram", 0.85, dice, row);
        }
        if (!contact.lineId().isEmpty()) {
            channel(contact, "line", 0.85, dice, row);
        }
        if (!contact.mobile().number().isEmpty()) {
            channel(contact, "sms", 0.65, dice, row);
            channel(contact, "rcs", 0.65, dice, row);
            channel(contact, "viber_business", 0.65, dice, row);
        }
    }

    private void channel(
            DemoContact contact, String channel, double agrees, Dice dice, Consumer<Object[]> row) {
        if (!dice.happens("agrees on " + channel, agrees)) {
            return;
        }
        Instant granted = before(dice, "granted " + channel, 700, 30);
        String method = METHODS.get(dice.pick("method " + channel, METHODS.size()));
        line(contact, channel, "granted", granted, method, row);
        if (dice.happens("leaves " + channel, 0.05)) {
            Instant withdrawn = granted.plus(Duration.ofDays(1 + dice.pick("left " + channel, 28)));
            line(contact, channel, "withdrawn", withdrawn, "unsubscribe link", row);
        }
    }

    private Instant before(Dice dice, String question, int mostDays, int leastDays) {
        long span = Duration.ofDays(mostDays - leastDays).toSeconds();
        return until.minus(Duration.ofDays(leastDays))
                .minusSeconds((long) (dice.share(question) * span))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private static void line(
            DemoContact contact,
            String channel,
            String state,
            Instant at,
            String method,
            Consumer<Object[]> row) {
        row.accept(
                new Object[] {
                    contact.externalId(),
                    channel,
                    "marketing",
                    state,
                    at,
                    "sandbox-shop",
                    method,
                    state.equals("granted")
                            ? "I agree to offers of Sandbox Shop by " + channel
                            : "Please send me no more offers",
                    "form %s-%s-%s".formatted(contact.externalId(), channel, state)
                });
    }
}
