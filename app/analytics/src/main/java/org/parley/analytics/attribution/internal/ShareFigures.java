package org.parley.analytics.attribution.internal;

import static org.parley.sql.postgres.Tables.ATTRIBUTION_DUE;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.internal.ReportQuery;

/// Sums of shares by run and arm, and their names. Amounts in minor units.
public final class ShareFigures {

    private static final ReportQuery QUERY = ReportQuery.named("attribution");

    private final DSLContext postgres;

    public ShareFigures(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// @param model null, as run and arm are: what no message is given, for `reason`
    /// @param millionths of orders
    public record Sum(
            @Nullable String model,
            @Nullable Integer run,
            @Nullable Integer arm,
            @Nullable String reason,
            String currency,
            long millionths,
            long gross,
            long refunds) {}

    public record RunArm(int run, int arm) {}

    public record Names(String campaign, String arm, boolean sandbox) {}

    /// Of one moment.
    public List<Sum> sums(Instant from, Instant until) {
        return QUERY.on(postgres, from, until).fetchInto(Sum.class);
    }

    public Map<RunArm, Names> names(Collection<Integer> runs) {
        return postgres.select(
                        RUN.ID, CAMPAIGN_ARM.ARM, CAMPAIGN.NAME, CAMPAIGN_ARM.NAME, RUN.SANDBOX)
                .from(RUN)
                .join(CAMPAIGN)
                .on(CAMPAIGN.ID.eq(RUN.CAMPAIGN_ID))
                .join(CAMPAIGN_ARM)
                .on(CAMPAIGN_ARM.CAMPAIGN_ID.eq(CAMPAIGN.ID))
                .where(RUN.ID.in(runs))
                .fetchMap(
                        row -> new RunArm(row.get(RUN.ID), row.get(CAMPAIGN_ARM.ARM).intValue()),
                        row ->
                                new Names(
                                        row.get(CAMPAIGN.NAME),
                                        row.get(CAMPAIGN_ARM.NAME),
                                        row.get(RUN.SANDBOX)));
    }

    /// Entries of the queue of attribution.
    public long waiting() {
        return postgres.fetchCount(ATTRIBUTION_DUE);
    }
}
