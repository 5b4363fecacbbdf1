package org.parley.channels.email;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.ProviderHttp;

/// Amazon's signing certificates, each fetched once. TLS vouches for them.
final class SnsCertificates {

    /// Amazon changes its certificate once in a while, and a region has one at a time.
    private static final int MOST = 8;

    private final ProviderHttp http;
    private final Map<URI, X509Certificate> known = new LinkedHashMap<>();

    SnsCertificates(ProviderHttp http) {
        this.http = http;
    }

    /// Empty when there is none to be had, or its time is over.
    synchronized Optional<PublicKey> key(URI address) {
        X509Certificate certificate = known.get(address);
        if (certificate == null) {
            certificate = fetched(address).orElse(null);
            if (certificate == null) {
                return Optional.empty();
            }
            if (known.size() >= MOST) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(address, certificate);
        }
        return valid(certificate) ? Optional.of(certificate.getPublicKey()) : Optional.empty();
    }

    private Optional<X509Certificate> fetched(URI address) {
        if (!(http.get(address, Map.of()) instanceof Answer.Answered answered)
                || answered.status() != 200) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new ByteArrayInputStream(answered.body())));
        } catch (CertificateException notOne) {
            return Optional.empty();
        }
    }

    /// By the machine's own time, as TLS goes by it.
    private static boolean valid(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return true;
        } catch (CertificateException outOfTime) {
            return false;
        }
    }
}
