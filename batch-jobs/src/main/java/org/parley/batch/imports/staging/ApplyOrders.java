package org.parley.batch.imports.staging;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Orders, whole or not at all. A known order is left alone where it is told as before, and
/// rejected where it is told otherwise.
public final class ApplyOrders implements Applying {

    private final Statements statements;
    private final WaitingRoom room;
    private final boolean createsContacts;

    /// @param createsContacts whether customers whom nobody imported become contacts
    public ApplyOrders(JdbcClient jdbc, WaitingRoom room, boolean createsContacts) {
        this.statements = new Statements(jdbc);
        this.room = room;
        this.createsContacts = createsContacts;
    }

    @Override
    public long prepare(long importId) {
        Map<String, Long> whole = Map.of("import", importId);
        statements.update("group-orders.sql", whole);
        room.analyze(importId, Staged.ORDERS);
        if (createsContacts) {
            statements.update("create-customers.sql", whole);
        }
        return statements.count("last-order.sql", whole);
    }

    @Override
    public int sliceSize() {
        return 1_000;
    }

    @Override
    public Applied apply(Slice slice) {
        statements.update("refuse-changed-orders.sql", slice);
        long rejected = statements.update("reject-orders.sql", slice);
        statements.update("place-orders.sql", slice);
        statements.update("match-orders.sql", slice);
        return new Applied(statements.count("count-orders.sql", slice), rejected);
    }
}
