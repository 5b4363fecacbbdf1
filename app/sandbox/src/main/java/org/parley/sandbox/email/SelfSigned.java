package org.parley.sandbox.email;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/// An X.509 certificate of an RSA key over itself, put together in DER (X.690): the JDK can read
/// certificates but has no way to write one.
final class SelfSigned {
    /// sha256WithRSAEncryption, 1.2.840.113549.1.1.11, with NULL parameters.
    private static final byte[] ALGORITHM = {
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x0b,
        0x05,
        0x00
    };

    /// commonName, 2.5.4.3.
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8 = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    private SelfSigned() {}

    /// In PEM, as Amazon serves it.
    static String pem(KeyPair keys, String name, Instant from, Instant until) {
        byte[] der = certificate(keys, name, from, until);
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] certificate(KeyPair keys, String name, Instant from, Instant until) {
        byte[] who = name(name);
        byte[] signed =
                node(
                        SEQUENCE,
                        node(INTEGER, new byte[] {1}),
                        ALGORITHM,
                        who,
                        node(SEQUENCE, time(from), time(until)),
                        who,
                        keys.getPublic().getEncoded());
        return node(SEQUENCE, signed, ALGORITHM, bits(sign(keys, signed)));
    }

    private static byte[] sign(KeyPair keys, byte[] text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    private static byte[] name(String name) {
        byte[] value = node(UTF8, name.getBytes(StandardCharsets.UTF_8));
        return node(SEQUENCE, node(SET, node(SEQUENCE, COMMON_NAME, value)));
    }

    private static byte[] time(Instant at) {
        return node(GENERALIZED_TIME, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /// No bits are left over.
    private static byte[] bits(byte[] content) {
        return node(BIT_STRING, new byte[] {0}, content);
    }

    private static byte[] node(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        node.write(tag);
        int length = content.size();
        if (length < 0x80) {
            node.write(length);
        } else {
            node.write(0x82);
            node.write(length >> 8);
            node.write(length);
        }
        node.writeBytes(content.toByteArray());
        return node.toByteArray();
    }
}
