package org.parley.batch.relay;

/// Fills one row.
interface Row {

    void fill(Columns columns);

    /// Every column of the table must be set, by name.
    interface Columns {
        void set(String column, Object value);
    }
}
