package org.parley.sandbox.webpush;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A browser with its subscription: it alone can read what is pushed to it.
///
/// @param serverKey the application server that may push, base64url; null lets any
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record UserAgent(KeyPair keys, byte[] auth, @Nullable String serverKey) {

    String p256dh() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(P256.point(keys));
    }

    String authText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(auth);
    }

    /// The text of one `aes128gcm` record (RFC 8291, 3.4), if it was meant for this browser.
    Optional<String> decrypt(byte[] body) {
        try {
            ByteBuffer in = ByteBuffer.wrap(body);
            byte[] salt = new byte[16];
            in.get(salt);
            int recordSize = in.getInt();
            byte[] serverPoint = new byte[in.get() & 0xff];
            in.get(serverPoint);
            byte[] sealed = new byte[in.remaining()];
            in.get(sealed);
            if (recordSize < 18 || sealed.length > recordSize) {
                return Optional.empty();
            }
            return unpad(open(salt, serverPoint, sealed));
        } catch (GeneralSecurityException | BufferUnderflowException unreadable) {
            return Optional.empty();
        }
    }

    private byte[] open(byte[] salt, byte[] serverPoint, byte[] sealed)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(P256.key(serverPoint), true);
        byte[] info =
                ByteBuffer.allocate(14 + 65 + 65)
                        .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                        .put(P256.point(keys))
                        .put(serverPoint)
                        .array();
        byte[] ikm = hkdf(auth, agreement.generateSecret(), info, 32);
        byte[] key = hkdf(salt, ikm, text("Content-Encoding: aes128gcm\0"), 16);
        byte[] nonce = hkdf(salt, ikm, text("Content-Encoding: nonce\0"), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, nonce));
        return cipher.doFinal(sealed);
    }

    /// The last record ends with 2 and any number of zeros.
    private static Optional<String> unpad(byte[] plain) {
        int end = plain.length - 1;
        while (end >= 0 && plain[end] == 0) {
            end--;
        }
        return end < 0 || plain[end] != 2
                ? Optional.empty()
                : Optional.of(new String(Arrays.copyOf(plain, end), StandardCharsets.UTF_8));
    }

    private static byte[] hkdf(byte[] salt, byte[] ikm, byte[] info, int length)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract()
                                .addIKM(ikm)
                                .addSalt(salt)
                                .thenExpand(info, length));
    }

    private static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
