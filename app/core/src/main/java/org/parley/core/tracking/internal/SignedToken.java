package org.parley.core.tracking.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.LinkRef;

/// Tokens that prove themselves: 8 bytes of message id, 1 byte of index, 12 bytes of HMAC-SHA256,
/// in URL-safe base64: 28 characters, no padding. 21 bytes fill base64 exactly, so that one token
/// has one spelling. The purpose is hashed, not carried: a token of one purpose is refused by every
/// other.
public final class SignedToken {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int PAYLOAD = Long.BYTES + 1;
    private static final int SIGNATURE = 12;
    private static final int LENGTH = (PAYLOAD + SIGNATURE) / 3 * 4;

    private final LinkKey key;
    private final byte purpose;

    public SignedToken(LinkKey key, char purpose) {
        this.key = key;
        this.purpose = (byte) purpose;
    }

    /// @param index 0 to 255
    public String sign(MessageId message, int index) {
        if (index < 0 || index > 255) {
            throw new IllegalArgumentException("A link's index is 0 to 255: " + index);
        }
        byte[] token = new byte[PAYLOAD + SIGNATURE];
        ByteBuffer.wrap(token).putLong(message.packed()).put((byte) index);
        System.arraycopy(signature(token), 0, token, PAYLOAD, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// Empty for anything that was not signed here for this purpose. Takes the same time wherever a
    /// forged signature differs.
    public Optional<LinkRef> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        byte[] claimed = Arrays.copyOfRange(token, PAYLOAD, token.length);
        byte[] expected = Arrays.copyOf(signature(token), SIGNATURE);
        if (!MessageDigest.isEqual(expected, claimed)) {
            return Optional.empty();
        }
        ByteBuffer payload = ByteBuffer.wrap(token);
        MessageId message = MessageId.of(payload.getLong());
        return Optional.of(new LinkRef(message, Byte.toUnsignedInt(payload.get())));
    }

    private byte[] signature(byte[] token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            mac.update(purpose);
            mac.update(token, 0, PAYLOAD);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
