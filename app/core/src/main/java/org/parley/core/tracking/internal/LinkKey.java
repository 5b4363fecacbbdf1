package org.parley.core.tracking.internal;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The key that links are signed with. Made by whichever node asks first and the same for all and
/// for ever: links in sent messages must stay good.
public final class LinkKey {

    private static final String NAME = "link-key";

    private final DSLContext dsl;
    private final SecureRandom random;
    private final AtomicReference<byte @Nullable []> known = new AtomicReference<>();

    public LinkKey(DSLContext dsl, SecureRandom random) {
        this.dsl = dsl;
        this.random = random;
    }

    byte[] bytes() {
        byte[] key = known.get();
        if (key == null) {
            key = obtain();
            known.set(key);
        }
        return key;
    }

    private byte[] obtain() {
        byte[] made = new byte[32];
        random.nextBytes(made);
        // Two statements on purpose: the second sees the row of whoever won the first.
        dsl.query(
                        """
                        insert into installation_secret (name, value) values ({0}, {1})
                        on conflict (name) do nothing\
                        """,
                        DSL.val(NAME), DSL.val(made))
                .execute();
        return dsl.fetchSingle(
                        "select value from installation_secret where name = {0}", DSL.val(NAME))
                .get(0, byte[].class);
    }
}
