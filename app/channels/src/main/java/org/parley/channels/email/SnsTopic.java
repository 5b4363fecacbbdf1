package org.parley.channels.email;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import tools.jackson.databind.JsonNode;

/// One topic of Amazon SNS ("Verifying the signatures of Amazon SNS messages"). Anybody can have
/// SNS sign messages of a topic of their own: only ours is believed.
final class SnsTopic implements AutoCloseable {

    static final String CONFIRMATION = "SubscriptionConfirmation";

    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_CONFIRMATION =
            List.of(
                    "Message",
                    "MessageId",
                    "SubscribeURL",
                    "Timestamp",
                    "Token",
                    "TopicArn",
                    "Type");
    private static final Map<String, String> ALGORITHMS =
            Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    private final String arn;
    private final SnsAddress address;
    private final SnsCertificates certificates;
    private final ProviderHttp http;

    SnsTopic(String arn, SnsAddress address, SnsCertificates certificates, ProviderHttp http) {
        this.arn = arn;
        this.address = address;
        this.certificates = certificates;
        this.http = http;
    }

    String arn() {
        return arn;
    }

    boolean signed(JsonNode message) {
        String algorithm = ALGORITHMS.get(message.path("SignatureVersion").asString(""));
        String signature = JsonBody.text(message, "Signature");
        String text = signedText(message);
        if (!arn.equals(JsonBody.text(message, "TopicArn"))
                || algorithm == null
                || signature == null
                || text == null) {
            return false;
        }
        // Last, because it may mean a call.
        Optional<PublicKey> key =
                address.certificate(JsonBody.text(message, "SigningCertURL"))
                        .flatMap(certificates::key);
        return key.isPresent() && verified(algorithm, key.get(), text, signature);
    }

    /// Null for a type that we do not take.
    private static @Nullable String signedText(JsonNode message) {
        List<String> fields =
                switch (message.path("Type").asString("")) {
                    case "Notification" -> OF_NOTIFICATION;
                    case CONFIRMATION, "UnsubscribeConfirmation" -> OF_CONFIRMATION;
                    default -> List.of();
                };
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            JsonNode value = message.path(field);
            if (value.isString()) {
                text.append(field).append('\n').append(value.stringValue()).append('\n');
            } else if (!field.equals("Subject")) {
                return null;
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    private static boolean verified(
            String algorithm, PublicKey key, String text, String signature) {
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    /// Confirms the subscription by the address in a signed message of this type.
    boolean confirm(JsonNode message) {
        Optional<URI> confirmation =
                message.path("Type").asString("").equals(CONFIRMATION)
                        ? address.of(JsonBody.text(message, "SubscribeURL"))
                        : Optional.empty();
        return confirmation.isPresent()
                && http.get(confirmation.get(), Map.of()) instanceof Answer.Answered answered
                && answered.status() / 100 == 2;
    }

    @Override
    public void close() {
        http.close();
    }
}
