package org.parley.sandbox.twilio;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.parley.sandbox.webhook.Signature;

/// `X-Twilio-Signature`: HMAC-SHA1 over the address and the sorted parameters, in base64.
final class TwilioSignature {
    private TwilioSignature() {}

    static String of(String authToken, String url, Map<String, String> parameters) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(parameters).forEach((name, value) -> signed.append(name).append(value));
        return Signature.base64(
                "HmacSHA1",
                authToken.getBytes(StandardCharsets.UTF_8),
                signed.toString().getBytes(StandardCharsets.UTF_8));
    }
}
