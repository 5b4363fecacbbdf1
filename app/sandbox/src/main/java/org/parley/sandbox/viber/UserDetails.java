package org.parley.sandbox.viber;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// `get_user_details`, which Viber answers twice per user in 12 hours.
final class UserDetails {
    private static final int MOST = 2;
    private static final long PERIOD_MILLIS = 12 * 3_600_000L;

    private final ViberBot bot;
    private final ViberVoice voice;
    private final Customers customers;
    private final Map<String, ArrayDeque<Long>> asked = new ConcurrentHashMap<>();

    UserDetails(ViberBot bot, ViberVoice voice, Customers customers) {
        this.bot = bot;
        this.voice = voice;
        this.customers = customers;
    }

    Answer answer(ObjectNode request) {
        String id = Json.text(request, "id");
        if (id == null || id.isEmpty()) {
            return ViberReplies.refused(new Finding(ViberStatus.MISSING_DATA, "id is missing"));
        }
        if (!customers.book().reachable(Channel.VIBER, id)) {
            return ViberReplies.refused(ViberStatus.RECEIVER_NOT_REGISTERED);
        }
        if (!bot.user(id).subscribed()) {
            return ViberReplies.refused(ViberStatus.RECEIVER_NOT_SUBSCRIBED);
        }
        if (!mayAsk(id)) {
            return ViberReplies.refused(ViberStatus.TOO_MANY_REQUESTS);
        }
        ObjectNode answer = ViberReplies.ok().put("message_token", bot.nextToken());
        ObjectNode user = voice.describe(id);
        user.put("primary_device_os", "android 16").put("viber_version", "26.1.0");
        user.put("mcc", 284).put("mnc", 1).put("device_type", "Pixel 9");
        answer.set("user", user);
        return ViberReplies.of(answer);
    }

    private boolean mayAsk(String id) {
        ArrayDeque<Long> times = asked.computeIfAbsent(id, _ -> new ArrayDeque<>());
        synchronized (times) {
            long now = bot.now();
            times.removeIf(time -> now - time >= PERIOD_MILLIS);
            if (times.size() >= MOST) {
                return false;
            }
            times.addLast(now);
            return true;
        }
    }
}
