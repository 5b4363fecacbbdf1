package org.parley.channels.push.web;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/// Keys of the curve P-256 as raw bytes: a point of 65, a number of 32.
final class P256 {

    private static final int SIZE = 32;

    private P256() {}

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws GeneralSecurityException when the bytes are no uncompressed point
    static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        if (point.length != 1 + 2 * SIZE || point[0] != 4) {
            throw new GeneralSecurityException("Not an uncompressed point of P-256");
        }
        ECPoint w =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + SIZE)),
                        new BigInteger(1, Arrays.copyOfRange(point, 1 + SIZE, point.length)));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, curve()));
    }

    static PrivateKey privateKey(byte[] number) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, number), curve()));
    }

    static byte[] point(PublicKey key) {
        ECPoint w = ((ECPublicKey) key).getW();
        byte[] point = new byte[1 + 2 * SIZE];
        point[0] = 4;
        write(w.getAffineX(), point, 1);
        write(w.getAffineY(), point, 1 + SIZE);
        return point;
    }

    private static void write(BigInteger number, byte[] out, int at) {
        byte[] bytes = number.toByteArray();
        int skip = Math.max(0, bytes.length - SIZE);
        int length = bytes.length - skip;
        System.arraycopy(bytes, skip, out, at + SIZE - length, length);
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
