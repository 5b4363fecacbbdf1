package org.parley.batch.relay;

import org.jspecify.annotations.Nullable;

/// Fills one row.
interface Row {

    void fill(Columns columns);

    /// By name; null where the column may be. What is not set has the table's default.
    interface Columns {
        void set(String column, @Nullable Object value);
    }
}
