package org.parley.core.kernel;

/// The advisory locks of PostgreSQL, by which nodes keep out of each other's way: here together, so
/// that no two have one key. Those that stand for one of many things are the first half of a pair,
/// whose second half is the number of the thing. Migrations, the seals of the audit log and orders
/// (by a hash of their number) have keys of their own.
public enum DatabaseLock {
    /// Who computes credits.
    ATTRIBUTION(7_431_006_101L),
    /// Who ships events to ClickHouse.
    EVENT_RELAY(0x7061726c657965L),
    /// Who ships contacts and orders to ClickHouse.
    MIRROR_RELAY(0x7061726c65794dL),
    /// Who reconciles both stores.
    RECONCILIATION(0x7061726c657972L),
    /// Who makes the first members.
    FIRST_MEMBERS(0x5061_726c_6579_4d42L),
    /// Who books invoices.
    INVOICES(0x696e766f696365L),
    /// Who closes a month.
    PERIODS(0x706572696f64L),
    /// With the number of a run: who moves people of it on to another channel.
    FAILOVER_OF_RUN(0x5041_464F),
    /// With the number of an import: who works on it.
    IMPORT(0x494d50);

    private final long key;

    DatabaseLock(long key) {
        this.key = key;
    }

    public long key() {
        return key;
    }

    /// The first half of a pair.
    ///
    /// @throws ArithmeticException where it stands alone
    public int half() {
        return Math.toIntExact(key);
    }
}
