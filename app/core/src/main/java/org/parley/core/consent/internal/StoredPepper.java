package org.parley.core.consent.internal;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the pepper at its first use and remembers it. Several nodes may race: the database keeps
/// the first one.
public final class StoredPepper implements Supplier<byte[]> {

    private final SuppressionStore store;
    private final SecureRandom random;
    private volatile byte @Nullable [] known;

    public StoredPepper(SuppressionStore store, SecureRandom random) {
        this.store = store;
        this.random = random;
    }

    @Override
    public byte[] get() {
        byte[] value = known;
        if (value == null) {
            store.createPepper(random);
            value = store.pepper();
            known = value;
        }
        return value;
    }
}
