package org.parley.sandbox.email;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.http.Query;
import org.parley.sandbox.http.SelfSigned;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// One topic of SNS: signs what it posts, serves its certificate, takes confirmations.
final class SnsDesk {
    static final String CERTIFICATE = "SimpleNotificationService-0123456789abcdef.pem";
    static final String CONFIRMATION = "SubscriptionConfirmation";

    private final String topic;
    private final Clock clock;
    private final Supplier<URI> address;
    private final AtomicInteger confirmations = new AtomicInteger();
    private final String token = UUID.randomUUID().toString().replace("-", "");
    private volatile boolean version1;
    private @Nullable SelfSigned identity;

    /// @param address of the desk, ends with `/`
    SnsDesk(String topic, Clock clock, Supplier<URI> address) {
        this.topic = topic;
        this.clock = clock;
        this.address = address;
    }

    /// Signs by SHA-1, as topics do that were never told to do better.
    void signVersion1(boolean old) {
        version1 = old;
    }

    int confirmations() {
        return confirmations.get();
    }

    Webhook notification(String kind, String text) {
        return signed(kind, "Notification", envelope("Notification", text));
    }

    Webhook confirmation() {
        ObjectNode envelope =
                envelope(CONFIRMATION, "You have chosen to subscribe to the topic " + topic + ".");
        envelope.put("Token", token);
        envelope.put(
                "SubscribeURL",
                address.get()
                        + "?Action=ConfirmSubscription&TopicArn="
                        + topic
                        + "&Token="
                        + token);
        return signed("confirmation", CONFIRMATION, envelope);
    }

    Answer answer(Call call) {
        if (call.path().endsWith("/" + CERTIFICATE)) {
            return Answer.text(200, identity().pem());
        }
        var query = Query.of(call);
        if ("ConfirmSubscription".equals(query.get("Action"))
                && topic.equals(query.get("TopicArn"))
                && token.equals(query.get("Token"))) {
            confirmations.incrementAndGet();
            return Answer.text(200, "<ConfirmSubscriptionResponse/>");
        }
        return Answer.text(404, "<ErrorResponse/>");
    }

    private ObjectNode envelope(String type, String text) {
        ObjectNode envelope = Json.object();
        envelope.put("Type", type);
        envelope.put("MessageId", UUID.randomUUID().toString());
        envelope.put("TopicArn", topic);
        envelope.put("Message", text);
        envelope.put("Timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        return envelope;
    }

    private Webhook signed(String kind, String type, ObjectNode envelope) {
        List<String> fields =
                type.equals(CONFIRMATION)
                        ? List.of(
                                "Message",
                                "MessageId",
                                "SubscribeURL",
                                "Timestamp",
                                "Token",
                                "TopicArn",
                                "Type")
                        : List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type");
        StringBuilder text = new StringBuilder();
        fields.forEach(field ->
                text.append(field)
                        .append('\n')
                        .append(envelope.path(field).stringValue())
                        .append('\n'));
        envelope.put("SignatureVersion", version1 ? "1" : "2");
        envelope.put("Signature", sign(text.toString()));
        envelope.put("SigningCertURL", address.get() + CERTIFICATE);
        return new Webhook(
                Channel.EMAIL,
                kind,
                Map.of(
                        "Content-Type", "text/plain; charset=UTF-8",
                        "x-amz-sns-message-type", type,
                        "x-amz-sns-topic-arn", topic),
                Json.write(envelope).getBytes(StandardCharsets.UTF_8));
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance(version1 ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(identity().keys().getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    /// Made when they are first needed, since that takes a while.
    private synchronized SelfSigned identity() {
        SelfSigned made = identity;
        if (made == null) {
            made = SelfSigned.rsa("sns.amazonaws.com", clock.instant());
            identity = made;
        }
        return made;
    }
}
