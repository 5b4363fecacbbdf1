package org.parley.analytics.offer.internal;

import static org.parley.sql.postgres.Tables.RUN;
import static org.parley.sql.postgres.Tables.SHARED_CODES;

import java.util.List;
import org.jooq.DSLContext;
import org.parley.analytics.internal.ReportQuery;
import org.parley.analytics.offer.CodeLine;
import org.parley.analytics.offer.CodesOfArm;

/// Codes and their uses as PostgreSQL has them: facts of this moment.
public final class CodeFigures {

    private static final ReportQuery ARMS = ReportQuery.named("run_codes");
    private static final ReportQuery LINES = ReportQuery.named("run_code_lines");

    private final DSLContext postgres;

    public CodeFigures(DSLContext postgres) {
        this.postgres = postgres;
    }

    public boolean knows(int run) {
        return postgres.fetchExists(RUN, RUN.ID.eq(run));
    }

    public boolean shared(int run) {
        return postgres.fetchExists(
                postgres.selectOne()
                        .from(RUN)
                        .join(SHARED_CODES)
                        .on(SHARED_CODES.CAMPAIGN_ID.eq(RUN.CAMPAIGN_ID))
                        .where(RUN.ID.eq(run)));
    }

    /// Arms that have an offer, also where nobody has a code yet.
    public List<CodesOfArm> arms(int run) {
        return ARMS.on(postgres, run, run).fetchInto(CodesOfArm.class);
    }

    /// By ordinal, all uses of a code together.
    ///
    /// @param after an ordinal; 0: from the first on
    /// @param people at most so many
    public List<CodeLine> lines(int run, int after, int people) {
        return LINES.on(postgres, run, after, people).fetchInto(CodeLine.class);
    }
}
