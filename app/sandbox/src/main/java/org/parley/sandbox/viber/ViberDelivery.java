package org.parley.sandbox.viber;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.received.Received;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Hands an acceptable message to one user, or says why not.
final class ViberDelivery {
    private final ViberBot bot;
    private final ViberVoice voice;
    private final Customers customers;
    private final Received received;

    ViberDelivery(ViberBot bot, ViberVoice voice, Customers customers, Received received) {
        this.bot = bot;
        this.voice = voice;
        this.customers = customers;
        this.received = received;
    }

    Optional<Finding> deliver(ObjectNode body, byte[] raw, String receiver, long token) {
        if (!customers.book().reachable(Channel.VIBER, receiver)) {
            return refuse(ViberStatus.RECEIVER_NOT_REGISTERED, "");
        }
        ViberUser user = bot.user(receiver);
        if (!user.subscribed()) {
            return refuse(ViberStatus.RECEIVER_NOT_SUBSCRIBED, "");
        }
        if (body.path("min_api_version").asInt(1) > voice.apiVersion(receiver)) {
            return refuse(ViberStatus.API_VERSION_NOT_SUPPORTED, "");
        }
        if (!user.mayReceive(bot.now())) {
            return refuse(
                    ViberStatus.TOO_MANY_REQUESTS,
                    "more than 100 messages to this user within the hour without reply");
        }
        String tracking = Json.text(body, "tracking_data");
        user.sent(tracking == null ? "" : tracking);
        received.accept(Channel.VIBER, receiver, tracking, Long.toString(token), raw);
        if (!customers.silentOn(Channel.VIBER)) {
            customers.receive(incoming(body, receiver, token, tracking));
        }
        return Optional.empty();
    }

    /// The body as one receiver of a broadcast gets it.
    static Optional<ObjectNode> personal(byte[] raw, String receiver) {
        String personal =
                new String(raw, StandardCharsets.UTF_8)
                        .replace("replace_me_with_receiver_id", receiver);
        return Json.readObject(personal.getBytes(StandardCharsets.UTF_8));
    }

    private Incoming incoming(
            ObjectNode body, String receiver, long token, @Nullable String tracking) {
        ViberContent content = ViberContent.of(body);
        return new Incoming(
                Channel.VIBER,
                receiver,
                customers.key(Channel.VIBER, receiver, tracking),
                Long.toString(token),
                tracking,
                body.path("type").asString("keyboard"),
                content.links(),
                content.replies(),
                null);
    }

    private static Optional<Finding> refuse(ViberStatus status, String detail) {
        return Optional.of(new Finding(status, detail));
    }
}
