package org.parley.sandbox.rcs;

import java.util.Optional;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.google.GoogleError;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `phones.agentMessages`: create and delete.
final class RcsMessages {
    private final RcsAgent agent;
    private final Surroundings around;
    private volatile boolean multiUse;
    private volatile boolean overtaken;

    RcsMessages(RcsAgent agent, Surroundings around) {
        this.agent = agent;
        this.around = around;
    }

    /// A multi-use agent must name the kind of traffic of each message.
    void multiUse(boolean several) {
        multiUse = several;
    }

    /// Handsets ask for messages just before they are taken back.
    void overtaken(boolean always) {
        overtaken = always;
    }

    Answer create(Call call, String phone) {
        return FaultyAnswer.of(
                around.refusals()
                        .takeNext(Channel.RCS)
                        .or(() -> around.refusals().of(Channel.RCS, phone)),
                error -> GoogleError.of(error.code(), error.detail()).reply(),
                () -> send(call, phone));
    }

    /// Always 200: whether it came in time is told by nobody.
    Answer delete(String messageId) {
        if (!overtaken) {
            agent.takeBack(messageId);
        }
        return Answer.json(200, "{}");
    }

    private Answer.Reply send(Call call, String phone) {
        String messageId = Form.read(call.query()).first("messageId");
        if (messageId.isEmpty()) {
            return GoogleError.invalid("message_id is required").reply();
        }
        Optional<ObjectNode> body = Json.readObject(call.body());
        if (body.isEmpty()) {
            return GoogleError.invalid("Invalid JSON payload received.").reply();
        }
        Optional<String> wrong = MessageRules.check(body.get(), call.body().length, multiUse);
        if (wrong.isPresent()) {
            return GoogleError.invalid(wrong.get()).reply();
        }
        if (!around.customers().book().reachable(Channel.RCS, phone)) {
            return new GoogleError(404, "NOT_FOUND", "Requested entity was not found.").reply();
        }
        JsonNode content = body.get().path("contentMessage");
        if (content.path("richCard").has("carouselCard")
                && around.customers().book().hasOldClient(Channel.RCS, phone)) {
            return GoogleError.invalid("The user's device does not support RICHCARD_CAROUSEL")
                    .reply();
        }
        return take(call, phone, messageId, body.get());
    }

    private Answer.Reply take(Call call, String phone, String messageId, ObjectNode body) {
        JsonNode content = body.path("contentMessage");
        ObjectNode answer = Json.object();
        answer.put("name", "phones/" + phone + "/agentMessages/" + messageId);
        answer.put("sendTime", agent.now());
        answer.set("contentMessage", content);
        boolean expires = body.has("ttl") || body.has("expireTime");
        RcsAgent.Sent mine = new RcsAgent.Sent(phone, expires, Json.write(answer), false);
        RcsAgent.Sent earlier = agent.sent().putIfAbsent(messageId, mine);
        if (earlier != null) {
            // A repeated id is answered as before, and nothing more happens.
            return Answer.json(200, earlier.answer());
        }
        around.received().accept(Channel.RCS, phone, messageId, messageId, call.body());
        Customers customers = around.customers();
        if (!customers.silentOn(Channel.RCS)) {
            RcsContent found = RcsContent.of(content);
            customers.receive(
                    new Incoming(
                            Channel.RCS,
                            phone,
                            messageId,
                            messageId,
                            messageId,
                            "agentMessage",
                            found.links(),
                            found.replies(),
                            null));
        }
        return Answer.json(200, mine.answer());
    }
}
