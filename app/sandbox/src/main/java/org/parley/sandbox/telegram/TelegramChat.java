package org.parley.sandbox.telegram;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What Telegram remembers about one private chat with the bot. Guarded by its own monitor.
final class TelegramChat {
    private static final int MOST_MESSAGES = 100;

    /// How the user stands to the bot.
    enum Standing {
        MEMBER,
        KICKED,
        NOT_STARTED,
        DEACTIVATED
    }

    private final Map<Long, ObjectNode> messages = new LinkedHashMap<>();
    private Standing standing = Standing.MEMBER;
    private long lastId;
    private long migratedTo;
    private long nextSendMillis;

    synchronized Standing standing() {
        return standing;
    }

    synchronized void standing(Standing now) {
        standing = now;
    }

    synchronized long migratedTo() {
        return migratedTo;
    }

    synchronized void migrate(long to) {
        migratedTo = to;
    }

    synchronized long nextMessageId() {
        return ++lastId;
    }

    synchronized void keep(long id, ObjectNode message) {
        messages.put(id, message);
        if (messages.size() > MOST_MESSAGES) {
            messages.remove(messages.keySet().iterator().next());
        }
    }

    synchronized Optional<ObjectNode> message(long id) {
        return Optional.ofNullable(messages.get(id));
    }

    /// The seconds to wait before this chat takes another message; 0 when it takes this one.
    synchronized long mustWait(long nowMillis, long gapMillis) {
        if (gapMillis == 0 || nowMillis >= nextSendMillis) {
            nextSendMillis = nowMillis + gapMillis;
            return 0;
        }
        return Math.max(1, Math.ceilDiv(nextSendMillis - nowMillis, 1000));
    }
}
