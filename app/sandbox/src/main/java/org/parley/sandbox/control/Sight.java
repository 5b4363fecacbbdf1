package org.parley.sandbox.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parley.sandbox.customer.Act;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Query;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.received.ReceivedMessage;
import org.parley.sandbox.world.Channel;

/// What can be seen from outside.
final class Sight {
    private static final int MOST = 10_000;

    private final Surroundings around;

    Sight(Surroundings around) {
        this.around = around;
    }

    Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            stats.put(
                    channel.name().toLowerCase(Locale.ROOT),
                    Map.of(
                            "accepted", around.received().total(channel),
                            "repeated", around.received().repeated(channel).size(),
                            "acts", around.customers().acts().counts(channel)));
        }
        stats.put("recordTruncated", around.received().truncated());
        stats.put("customersKnown", around.customers().book().size());
        stats.put("webhooks", around.webhooks().counts());
        stats.put("webhooksHeld", around.webhooks().chaos().held());
        stats.put("pending", around.agenda().pending());
        stats.put("dropped", around.agenda().dropped());
        return stats;
    }

    /// The accepted sends of a channel, or of one address; the last ones when there are many.
    Answer received(Call call) {
        Map<String, String> query = Query.of(call);
        Channel channel = Channel.of(ControlSite.need("channel", query.get("channel")));
        String address = query.get("address");
        List<ReceivedMessage> messages =
                address == null
                        ? around.received().messages(channel)
                        : around.received().messages(channel, address);
        return Reply.of(Map.of("count", messages.size(), "messages", last(messages)));
    }

    /// What customers did, in the order in which they did it.
    Answer acts(Call call) {
        String channel = Query.of(call).get("channel");
        List<Act> acts =
                around.customers().acts().all().stream()
                        .filter(act -> channel == null || act.channel() == Channel.of(channel))
                        .toList();
        return Reply.of(Map.of("count", acts.size(), "acts", last(acts)));
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }
}
