package org.parley.batch.attribution;

import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.parley.core.kernel.SqlFile;

/// Judges which campaigns' codes went round, so that a code no longer tells whose message it was.
/// Apart from crediting, which goes by the judgement that stands: a campaign at the threshold would
/// otherwise change with each order, and make all its orders due each time. To be used by one at a
/// time.
final class SharedCodes {

    /// From the first order that may change the judgement of a campaign until it is judged.
    static final Duration EVERY = Duration.ofHours(1);

    private static final int AT_ONCE = 10;

    private static final String ASK = SqlFile.read(SharedCodes.class, "ask_judgement.sql");
    private static final String JUDGE = SqlFile.read(SharedCodes.class, "judge_shared.sql");

    private static final String TAKE =
            """
            delete from judgement_due
            where campaign_id in (
              select campaign_id from judgement_due where since <= {0} order by since limit {1})
            returning campaign_id\
            """;

    private static final String ALL =
            """
            select campaign_id from promo_redemption where campaign_id is not null
            union
            select campaign_id from shared_codes\
            """;

    private final AttributionSettings settings;

    SharedCodes(AttributionSettings settings) {
        this.settings = settings;
    }

    /// Sales are computed that may have codes.
    void ask(DSLContext db, List<Long> sales, Instant now) {
        if (earning()) {
            db.execute(ASK, val(sales.toArray(Long[]::new)), val(now));
        }
    }

    /// Judges campaigns that have waited for long enough, some at a time.
    void judgeDue(DSLContext db, Instant now) {
        if (earning()) {
            judge(
                    db,
                    db.resultQuery(TAKE, val(now.minus(EVERY)), val(AT_ONCE))
                            .fetchArray(0, Long.class));
        }
    }

    /// Judges all campaigns, as by other settings.
    void judgeAll(DSLContext db) {
        if (earning()) {
            judge(db, db.resultQuery(ALL).fetchArray(0, Long.class));
        }
    }

    private boolean earning() {
        return settings.code().isPositive();
    }

    private void judge(DSLContext db, Long[] campaigns) {
        if (campaigns.length > 0) {
            db.execute(
                    JUDGE,
                    val(campaigns),
                    val(BigDecimal.valueOf(settings.sharedAbove())),
                    val(settings.sharedFrom()));
        }
    }
}
