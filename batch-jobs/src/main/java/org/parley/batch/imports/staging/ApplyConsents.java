package org.parley.batch.imports.staging;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Consents into the append-only ledger. Those of nobody we know are rejected.
public final class ApplyConsents implements Applying {

    private final Statements statements;
    private final WaitingRoom room;

    public ApplyConsents(JdbcClient jdbc, WaitingRoom room) {
        this.statements = new Statements(jdbc);
        this.room = room;
    }

    @Override
    public long prepare(long importId) {
        room.analyze(importId, Staged.CONSENTS);
        return statements.count("last-consent.sql", Map.of("import", importId));
    }

    @Override
    public int sliceSize() {
        return 10_000;
    }

    @Override
    public Applied apply(Slice slice) {
        long rejected = statements.update("reject-unknown-contacts.sql", slice);
        statements.update("append-consents.sql", slice);
        return new Applied(statements.count("count-consents.sql", slice) - rejected, rejected);
    }
}
