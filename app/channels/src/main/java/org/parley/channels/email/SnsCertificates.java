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
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.ProviderHttp;

/// Amazon's signing certificates, fetched when they are first met. TLS vouches for them.
final class SnsCertificates {

    /// Amazon changes its certificate once in a while, and a region has one at a time.
    private static final int MOST = 8;

    private final ProviderHttp http;
    private final Map<URI, X509Certificate> known = new LinkedHashMap<>();

    SnsCertificates(ProviderHttp http) {
        this.http = http;
    }

    /// Empty when there is none to be had, or its time is over.
    Optional<PublicKey> key(URI address) {
        X509Certificate certificate = remembered(address);
        if (certificate == null) {
            // Outside the lock: nobody waits for an address that answers slowly or not at all.
            certificate = fetched(address).orElse(null);
            if (certificate == null) {
                return Optional.empty();
            }
            remember(address, certificate);
        }
        return valid(certificate) ? Optional.of(certificate.getPublicKey()) : Optional.empty();
    }

    private synchronized @Nullable X509Certificate remembered(URI address) {
        return known.get(address);
    }

    private synchronized void remember(URI address, X509Certificate certificate) {
        if (known.size() >= MOST) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(address, certificate);
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
