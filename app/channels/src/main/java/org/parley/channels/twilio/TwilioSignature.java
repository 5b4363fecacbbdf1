package org.parley.channels.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Secret;
import org.parley.channels.wire.FormBody;

/// `X-Twilio-Signature` ("Validating requests are coming from Twilio"): base64 HMAC-SHA1 over the
/// address and the sorted parameters. Twilio writes the address with or without its port, so both
/// are tried, as its own validator does.
final class TwilioSignature {

    private final Secret key;
    private final Set<String> addresses = new LinkedHashSet<>();

    TwilioSignature(Secret key, URI webhook) {
        this.key = key;
        String plain = webhook.toString().replaceFirst("#.*", "");
        addresses.add(plain);
        addresses.add(plain.replaceFirst("^(https?://[^/:]+):\\d+", "$1"));
        if (webhook.getPort() < 0) {
            String port = webhook.getScheme().equals("https") ? ":443" : ":80";
            addresses.add(plain.replaceFirst("^(https?://[^/]+)", "$1" + port));
        }
    }

    boolean matches(@Nullable String given, FormBody form) {
        if (given == null) {
            return false;
        }
        byte[] signature = given.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String address : addresses) {
            found |= MessageDigest.isEqual(sign(address, form), signature);
        }
        return found;
    }

    private byte[] sign(String address, FormBody form) {
        StringBuilder signed = new StringBuilder(address);
        form.sorted((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA1"));
            return Base64.getEncoder()
                    .encode(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
