package org.parley.sandbox.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.RateWindow;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Hands well-formed messages over, once a retry key.
final class LineDelivery {
    private static final int MOST_KEYS = 1_000_000;

    private final LineAccount account;
    private final Surroundings around;
    private final Map<String, Answer.Reply> accepted = new ConcurrentHashMap<>();
    private final AtomicLong used = new AtomicLong();
    private volatile RateWindow rate;
    private volatile long quota;

    LineDelivery(LineAccount account, Surroundings around) {
        this.account = account;
        this.around = around;
        this.rate = new RateWindow(0, around.clock());
    }

    void perSecond(int most) {
        rate = new RateWindow(most, around.clock());
    }

    /// @param most messages of this month; 0 has no limit
    void quota(long most) {
        quota = most;
    }

    long quota() {
        return quota;
    }

    long used() {
        return used.get();
    }

    /// @param free replies do not count against the quota
    Answer.Reply deliver(
            ObjectNode body, byte[] raw, List<String> users, @Nullable String key, boolean free) {
        Answer.Reply before = key == null ? null : accepted.get(key);
        if (before != null) {
            return repeated(before);
        }
        Optional<LineError> trouble = trouble(body, users, free);
        if (trouble.isPresent()) {
            return trouble.get().reply();
        }
        ObjectNode answer = Json.object();
        ArrayNode sent = answer.putArray("sentMessages");
        String first = null;
        for (int i = 0; i < body.path("messages").size(); i++) {
            String id = account.nextMessageId();
            first = first == null ? id : first;
            sent.addObject().put("id", id).put("quoteToken", "q" + id);
        }
        for (String user : users) {
            hand(body, raw, user, String.valueOf(first), key);
        }
        if (!free) {
            used.addAndGet(users.size());
        }
        Answer.Reply reply =
                Answer.json(200, Json.write(answer)).with("x-line-request-id", "r" + first);
        if (key != null && accepted.size() < MOST_KEYS) {
            accepted.put(key, reply);
        }
        return reply;
    }

    /// The first answer's messages, with the status that says so.
    private static Answer.Reply repeated(Answer.Reply before) {
        ObjectNode body = Json.readObject(before.body()).orElseThrow();
        body.put("message", LineError.REPEATED.message());
        return Answer.json(LineError.REPEATED.status(), Json.write(body))
                .with(
                        "x-line-accepted-request-id",
                        before.headers().getOrDefault("x-line-request-id", ""));
    }

    private Optional<LineError> trouble(ObjectNode body, List<String> users, boolean free) {
        Optional<LineError> wrong = MessageRules.check(body);
        if (wrong.isPresent()) {
            return wrong;
        }
        if (!rate.take()) {
            return Optional.of(LineError.RATE);
        }
        if (!free && quota > 0 && used.get() + users.size() > quota) {
            return Optional.of(LineError.QUOTA);
        }
        boolean one = users.size() == 1;
        return one && !around.customers().book().reachable(Channel.LINE, users.getFirst())
                ? Optional.of(LineError.NOT_SENT)
                : Optional.empty();
    }

    private void hand(ObjectNode body, byte[] raw, String user, String id, @Nullable String key) {
        around.received().accept(Channel.LINE, user, key, id, raw);
        boolean reachable = around.customers().book().reachable(Channel.LINE, user);
        if (account.user(user).blocked()
                || !reachable
                || around.customers().silentOn(Channel.LINE)) {
            return;
        }
        LineContent content = LineContent.of(body.path("messages"));
        around.customers()
                .receive(
                        new Incoming(
                                Channel.LINE,
                                user,
                                around.customers().key(Channel.LINE, user, key),
                                id,
                                key,
                                content.form(),
                                content.links(),
                                content.replies(),
                                null));
    }
}
