package org.parley.core.commerce;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Lets one transaction at a time record anything of an order. What belongs to an order comes by
/// several ways and in any order: a refund could look for its order just before that is committed,
/// and wait for ever; a till's use of a code and the order itself could each miss the other.
/// Imported files do not take it: they are books of what happened long before.
public final class OrderLock {

    private OrderLock() {}

    /// Until the transaction ends. Who takes locks of rows too takes this one first.
    public static void take(DSLContext tx, String store, String orderId) {
        tx.fetch(
                "select pg_advisory_xact_lock(hashtextextended({0}, 119))",
                DSL.val(store + "/" + orderId));
    }
}
