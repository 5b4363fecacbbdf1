package org.parley.sandbox.http;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Keys with a certificate by which they vouch for themselves, as 127.0.0.1: made anew for each
/// sandbox, because a key that lies in a repository is nobody's.
public record SelfSigned(KeyPair keys, X509Certificate certificate) {

    private static final Duration LIFE = Duration.ofDays(30);

    /// With an RSA key of 2048 bits.
    ///
    /// @param name common name of whom the certificate is for and from
    /// @param now in the middle of its life
    public static SelfSigned rsa(String name, Instant now) {
        return of("RSA", 2_048, "SHA256withRSA", name, now);
    }

    /// With a key on the curve P-256.
    public static SelfSigned p256(String name, Instant now) {
        return of("EC", 256, "SHA256withECDSA", name, now);
    }

    private static SelfSigned of(
            String family, int bits, String algorithm, String name, Instant now) {
        X500Principal who = new X500Principal("CN=" + name);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
            generator.initialize(bits);
            KeyPair keys = generator.generateKeyPair();
            var certificate =
                    new JcaX509v3CertificateBuilder(
                                    who,
                                    BigInteger.ONE,
                                    Date.from(now.minus(LIFE)),
                                    Date.from(now.plus(LIFE)),
                                    who,
                                    keys.getPublic())
                            .addExtension(
                                    Extension.subjectAlternativeName,
                                    false,
                                    new GeneralNames(
                                            new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                            .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()));
            return new SelfSigned(
                    keys, new JcaX509CertificateConverter().getCertificate(certificate));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("every JDK signs with " + algorithm, e);
        }
    }

    /// The certificate alone.
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Both, without a password.
    public KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "self", keys.getPrivate(), new char[0], new Certificate[] {certificate});
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
