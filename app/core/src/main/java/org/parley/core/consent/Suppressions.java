package org.parley.core.consent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parley.core.consent.internal.SuppressionStore;
import org.parley.core.kernel.Channel;

/// Addresses that must not be written to, whatever a consent says. Kept as HMAC-SHA256 (RFC 2104)
/// of the normalised address under the installation's own pepper, so that the list outlives the
/// erasure of the person and names nobody.
public final class Suppressions {

    private static final String HMAC = "HmacSHA256";

    /// Why an address must not be written to.
    public enum Reason {
        BOUNCED,
        COMPLAINED,
        BLOCKED,
        DO_NOT_CONTACT
    }

    private final SuppressionStore store;
    private final Supplier<byte[]> pepper;

    /// @param pepper 32 random bytes, the same for the life of the installation
    public Suppressions(SuppressionStore store, Supplier<byte[]> pepper) {
        this.store = store;
        this.pepper = pepper;
    }

    /// The key of an address, 32 bytes. Mailboxes are compared without case; other addresses are
    /// compared exactly, because providers' ids are case-sensitive.
    public byte[] key(Channel channel, String address) {
        String trimmed = address.strip();
        String normalised = trimmed.indexOf('@') < 0 ? trimmed : trimmed.toLowerCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(pepper.get(), HMAC));
            mac.update(channel.name().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(normalised.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    /// The first reason stays. Joins the caller's transaction.
    public void suppress(Channel channel, String address, Reason reason) {
        store.add(channel, key(channel, address), reason.name().toLowerCase(Locale.ROOT));
    }

    public boolean isSuppressed(Channel channel, String address) {
        return store.contains(channel, key(channel, address));
    }
}
