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

/// Tokens that prove themselves: 8 bytes of message id, whose two sign bits are never set and say
/// the step instead, 1 byte of index, 12 bytes of HMAC-SHA256, in URL-safe base64: 28 characters,
/// no padding. 21 bytes fill base64 exactly, so that one token has one spelling. The purpose is
/// hashed, not carried: a token of one purpose is refused by every other.
public final class SignedToken {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int PAYLOAD = Long.BYTES + 1;
    private static final int SIGNATURE = 12;
    private static final int RUN_SIGN = 63;
    private static final int ORDINAL_SIGN = 31;
    private static final int LENGTH = (PAYLOAD + SIGNATURE) / 3 * 4;

    private final LinkKey key;
    private final byte purpose;

    public SignedToken(LinkKey key, char purpose) {
        this.key = key;
        this.purpose = (byte) purpose;
    }

    public String sign(LinkRef link) {
        int index = link.index();
        int step = link.step() - 1;
        if (index < 0 || index > 255) {
            throw new IllegalArgumentException("A link's index is 0 to 255: " + index);
        }
        if (step < 0 || step > 3) {
            throw new IllegalArgumentException("A step is 1 to 4: " + link.step());
        }
        long bits = (long) (step >> 1) << RUN_SIGN | (long) (step & 1) << ORDINAL_SIGN;
        byte[] token = new byte[PAYLOAD + SIGNATURE];
        ByteBuffer.wrap(token).putLong(link.message().packed() | bits).put((byte) index);
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
        long packed = payload.getLong();
        int step = (int) (packed >>> RUN_SIGN & 1) << 1 | (int) (packed >>> ORDINAL_SIGN & 1);
        MessageId message = MessageId.of(packed & ~(1L << RUN_SIGN | 1L << ORDINAL_SIGN));
        return Optional.of(new LinkRef(message, step + 1, Byte.toUnsignedInt(payload.get())));
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
