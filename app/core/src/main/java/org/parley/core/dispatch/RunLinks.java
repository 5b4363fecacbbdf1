package org.parley.core.dispatch;

import static org.parley.sql.postgres.Tables.LINK;

import java.util.List;
import org.jooq.DSLContext;
import org.parley.core.content.Content.Link;

/// Where the links of a run lead, written before its first message leaves, so that no click can
/// come before them.
public final class RunLinks {

    private final DSLContext dsl;

    public RunLinks(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// Writing them twice changes nothing.
    ///
    /// @param links in the order of their indexes, from 0
    public void write(int runId, int arm, List<Link> links) {
        if (links.isEmpty()) {
            return;
        }
        var insert =
                dsl.insertInto(LINK, LINK.RUN_ID, LINK.ARM, LINK.INDEX, LINK.TARGET, LINK.LABEL);
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            insert =
                    insert.values(
                            runId, (short) arm, (short) i, link.url().toString(), link.text());
        }
        insert.onConflictDoNothing().execute();
    }
}
