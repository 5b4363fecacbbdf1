package org.parley.core.consent.internal;

import static org.parley.sql.postgres.Tables.INSTALLATION_SECRET;
import static org.parley.sql.postgres.Tables.SUPPRESSION;

import java.security.SecureRandom;
import org.jooq.DSLContext;
import org.parley.core.kernel.Channel;

/// The table of suppressions, and the pepper that its keys are made with.
public final class SuppressionStore {

    private static final String PEPPER = "suppression-pepper";

    private final DSLContext dsl;

    public SuppressionStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    void createPepper(SecureRandom random) {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        dsl.insertInto(INSTALLATION_SECRET, INSTALLATION_SECRET.NAME, INSTALLATION_SECRET.VALUE)
                .values(PEPPER, fresh)
                .onConflictDoNothing()
                .execute();
    }

    byte[] pepper() {
        return dsl.selectFrom(INSTALLATION_SECRET)
                .where(INSTALLATION_SECRET.NAME.eq(PEPPER))
                .fetchSingle()
                .getValue();
    }

    public void add(Channel channel, byte[] key, String reason) {
        dsl.insertInto(
                        SUPPRESSION,
                        SUPPRESSION.CHANNEL,
                        SUPPRESSION.ADDRESS_KEY,
                        SUPPRESSION.REASON)
                .values(channel.name(), key, reason)
                .onConflictDoNothing()
                .execute();
    }

    public boolean contains(Channel channel, byte[] key) {
        return dsl.fetchExists(
                SUPPRESSION,
                SUPPRESSION.CHANNEL.eq(channel.name()).and(SUPPRESSION.ADDRESS_KEY.eq(key)));
    }
}
