package org.parley.channels.push.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Content that one browser alone can read: one `aes128gcm` record (RFC 8188) under a key agreed
/// with its subscription (RFC 8291, section 3.4).
final class Sealing {

    private static final int RECORD = 4_096;

    private Sealing() {}

    /// @param ours made for this message alone
    /// @param salt 16 random bytes
    static byte[] seal(byte[] plain, Subscription theirs, KeyPair ours, byte[] salt) {
        try {
            byte[] point = P256.point(ours.getPublic());
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ours.getPrivate());
            agreement.doPhase(theirs.key(), true);
            byte[] info = joined(ascii("WebPush: info\0"), theirs.point(), point);
            byte[] ikm = hkdf(theirs.auth(), agreement.generateSecret(), info, 32);
            byte[] key = hkdf(salt, ikm, ascii("Content-Encoding: aes128gcm\0"), 16);
            byte[] nonce = hkdf(salt, ikm, ascii("Content-Encoding: nonce\0"), 12);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, nonce));
            // 2 marks the last record.
            byte[] sealed = cipher.doFinal(joined(plain, new byte[] {2}));
            byte[] header =
                    ByteBuffer.allocate(21)
                            .put(salt)
                            .putInt(RECORD)
                            .put((byte) point.length)
                            .array();
            return joined(header, point, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
