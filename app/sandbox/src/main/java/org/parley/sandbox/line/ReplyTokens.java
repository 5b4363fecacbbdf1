package org.parley.sandbox.line;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.sandbox.world.Dice;

/// A token answers one event once, within a minute.
final class ReplyTokens {
    private static final long LIFE_MILLIS = 60_000;

    private record Open(String user, long untilMillis) {}

    private final Map<String, Open> open = new ConcurrentHashMap<>();

    String issue(String user, String eventId, long nowMillis) {
        open.values().removeIf(token -> token.untilMillis() < nowMillis);
        String token = Dice.of(0, eventId).hex("a") + Dice.of(0, eventId).hex("b");
        open.put(token, new Open(user, nowMillis + LIFE_MILLIS));
        return token;
    }

    /// The user behind the token; empty when it is used, old or invented.
    Optional<String> use(String token, long nowMillis) {
        return Optional.ofNullable(open.remove(token))
                .filter(each -> each.untilMillis() >= nowMillis)
                .map(Open::user);
    }
}
