package org.parley.core.audience;

import java.util.Objects;
import org.jooq.SQL;
import org.jooq.impl.DSL;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.SqlFile;

/// The one query that says who is in a selection, for reports and for segments.
public final class SelectedPeople {

    private static final String QUERY =
            SqlFile.readPlain(SelectedPeople.class, "/org/parley/sql/reports/run_selected.sql");

    private SelectedPeople() {}

    /// A query of ClickHouse with one row and one column, `people`: the bitmap of the ordinals.
    /// Every value is a bound parameter.
    public static SQL bitmap(RunSelection selection) {
        return DSL.sql(
                QUERY,
                selection.run(),
                selection.arm() == null,
                Objects.toString(selection.arm(), ""),
                selection.channel() == null,
                Objects.toString(selection.channel(), ""),
                selection.country() == null,
                Objects.toString(selection.country(), ""),
                selection.language() == null,
                Objects.toString(selection.language(), ""),
                RunSelection.stored(selection.did()),
                RunSelection.stored(selection.didNot()),
                selection.ranged(),
                ClickHouseTime.of(selection.opens()),
                ClickHouseTime.of(selection.closes()));
    }
}
