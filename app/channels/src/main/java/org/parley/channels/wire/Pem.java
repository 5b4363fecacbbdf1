package org.parley.channels.wire;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// Keys and certificates in the text form of RFC 7468, line breaks or not.
public final class Pem {

    private Pem() {}

    /// @param algorithm such as `RSA` or `EC`
    /// @throws GeneralSecurityException when it is no such key in PKCS #8
    public static PrivateKey privateKey(String pem, String algorithm)
            throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(bytes(pem)));
    }

    /// @throws GeneralSecurityException when it is no X.509 certificate
    public static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(bytes(pem)));
    }

    private static byte[] bytes(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("Not in PEM", notBase64);
        }
    }
}
