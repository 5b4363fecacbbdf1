package org.parley.batch.imports.staging;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/// The partitions in which one import's rows wait until the file has been read to its end.
public final class WaitingRoom {

    private final DSLContext dsl;

    public WaitingRoom(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// Makes what is missing; what an interrupted run left stays.
    public void open(long importId, Staged staged) {
        for (String table : all(staged)) {
            dsl.execute(
                    "create table if not exists {0} partition of {1} for values in ({2})",
                    partition(table, importId), DSL.name(table), DSL.inline(importId));
        }
    }

    public void close(long importId, Staged staged) {
        for (String table : all(staged)) {
            dsl.execute("drop table if exists {0}", partition(table, importId));
        }
    }

    /// New tables have no statistics, and without them a slice would be joined by nested loops over
    /// the whole file.
    public void analyze(long importId, Staged staged) {
        staged.tables().forEach(table -> dsl.execute("analyze {0}", partition(table, importId)));
    }

    /// Forgets what was read after the last line that the job's metadata vouches for.
    public void forgetAfter(long importId, Staged staged, long line) {
        for (String table : List.of(staged.tables().getFirst(), Staged.REJECTS)) {
            dsl.deleteFrom(DSL.table(partition(table, importId)))
                    .where(DSL.field(DSL.name("line"), Long.class).gt(line))
                    .execute();
        }
    }

    private static List<String> all(Staged staged) {
        List<String> tables = new ArrayList<>(staged.tables());
        tables.add(Staged.REJECTS);
        return tables;
    }

    private static Name partition(String table, long importId) {
        return DSL.name(table + "_" + importId);
    }
}
