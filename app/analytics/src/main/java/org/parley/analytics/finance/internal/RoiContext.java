package org.parley.analytics.finance.internal;

import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.FX_RATE;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.analytics.finance.CreditWindows;
import org.parley.analytics.finance.FxRate;
import org.parley.analytics.finance.RunLabel;
import org.parley.analytics.finance.RunOrigin;

/// What the lines take from PostgreSQL and the settings: names, windows and exchange rates.
public final class RoiContext {

    /// Exchanges close for weekends and holidays: the last rate before the day serves, within this.
    private static final int RATE_AGE_DAYS = 7;

    private final DSLContext postgres;

    private final CreditWindows windows;

    public RoiContext(DSLContext postgres, CreditWindows windows) {
        this.postgres = postgres;
        this.windows = windows;
    }

    public Optional<RunLabel> label(int run) {
        return postgres.select(
                        CAMPAIGN.ID,
                        CAMPAIGN.NAME,
                        CAMPAIGN.COST_CENTRE,
                        CAMPAIGN.ATTRIBUTION_DAYS,
                        RUN.SANDBOX,
                        RUN.SOURCE.isNotNull())
                .from(RUN)
                .join(CAMPAIGN)
                .on(CAMPAIGN.ID.eq(RUN.CAMPAIGN_ID))
                .where(RUN.ID.eq(run))
                .fetchOptional(row ->
                        new RunLabel(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                windows.of(row.value4()),
                                RunOrigin.of(row.value5(), row.value6()),
                                postgres.select(CAMPAIGN_ARM.ARM, CAMPAIGN_ARM.NAME)
                                        .from(CAMPAIGN_ARM)
                                        .where(CAMPAIGN_ARM.CAMPAIGN_ID.eq(row.value1()))
                                        .fetchMap(arm -> (int) arm.value1(), arm -> arm.value2())));
    }

    /// The rate of the day or of the last day before it.
    public Optional<FxRate> rate(String currency, String reporting, LocalDate day) {
        return postgres.select(FX_RATE.RATE, FX_RATE.RATE_DATE, FX_RATE.SOURCE)
                .from(FX_RATE)
                .where(FX_RATE.CURRENCY.eq(currency), FX_RATE.REPORTING.eq(reporting))
                .and(FX_RATE.RATE_DATE.between(day.minusDays(RATE_AGE_DAYS), day))
                .orderBy(FX_RATE.RATE_DATE.desc())
                .limit(1)
                .fetchOptional(row -> new FxRate(row.value1(), row.value2(), row.value3()));
    }
}
