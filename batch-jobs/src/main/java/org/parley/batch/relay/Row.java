package org.parley.batch.relay;

import org.jspecify.annotations.Nullable;

/// Fills one row.
interface Row {

    void fill(Columns columns);

    /// Every column of the table must be set, by name; null where the column may be.
    interface Columns {
        void set(String column, @Nullable Object value);
    }
}
