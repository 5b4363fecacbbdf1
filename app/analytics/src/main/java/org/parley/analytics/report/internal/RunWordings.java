package org.parley.analytics.report.internal;

import static org.jooq.impl.DSL.countDistinct;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.INBOUND_MESSAGE;
import static org.parley.sql.postgres.Tables.LINK;
import static org.parley.sql.postgres.Tables.MESSAGE_VARIANT;
import static org.parley.sql.postgres.Tables.RECIPIENT;

import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.parley.analytics.internal.KeptAnswers;

/// What a run's people were shown, as PostgreSQL knows it: wordings, links, and which answers they
/// tapped.
public final class RunWordings {

    // twenty arms of what a reader is shown at most, and some
    private static final int MOST_TAPPED = 40_000;

    private final DSLContext postgres;
    private final KeptAnswers kept;

    public RunWordings(DSLContext postgres, KeptAnswers kept) {
        this.postgres = postgres;
        this.kept = kept;
    }

    /// The wording of an arm.
    public record Wording(int arm, long variant, String name) {}

    /// @param index position among the links of the arm's wording
    public record ShownLink(int arm, int index, String target, String label) {}

    /// People of an arm who tapped an answer.
    public record Tapped(int arm, String payload, long people) {}

    /// Without the holdout.
    public List<Wording> wordings(long campaign) {
        return postgres.select(CAMPAIGN_ARM.ARM, MESSAGE_VARIANT.ID, MESSAGE_VARIANT.NAME)
                .from(CAMPAIGN_ARM)
                .join(MESSAGE_VARIANT)
                .on(MESSAGE_VARIANT.ID.eq(CAMPAIGN_ARM.VARIANT_ID))
                .where(CAMPAIGN_ARM.CAMPAIGN_ID.eq(campaign))
                .orderBy(CAMPAIGN_ARM.ARM)
                .fetch(row -> new Wording(row.value1(), row.value2(), row.value3()));
    }

    public List<ShownLink> links(int run) {
        return postgres.selectFrom(LINK)
                .where(LINK.RUN_ID.eq(run))
                .orderBy(LINK.INDEX, LINK.ARM)
                .fetch(row ->
                        new ShownLink(
                                row.getArm(), row.getIndex(), row.getTarget(), row.getLabel()));
    }

    /// Of these answers.
    public List<Tapped> tapped(int run, Collection<String> payloads) {
        return tapped(run, INBOUND_MESSAGE.PAYLOAD.in(payloads));
    }

    /// Of other answers than these, no more than anybody can look at.
    public List<Tapped> tappedBeside(int run, Collection<String> payloads) {
        return tapped(run, INBOUND_MESSAGE.PAYLOAD.notIn(payloads));
    }

    private List<Tapped> tapped(int run, Condition which) {
        var people = countDistinct(INBOUND_MESSAGE.ORDINAL);
        return kept.ofLedger(
                run,
                ledger ->
                        ledger.select(RECIPIENT.ARM, INBOUND_MESSAGE.PAYLOAD, people)
                                .from(INBOUND_MESSAGE)
                                .join(RECIPIENT)
                                .on(
                                        RECIPIENT.RUN_ID.eq(INBOUND_MESSAGE.RUN_ID),
                                        RECIPIENT.ORDINAL.eq(INBOUND_MESSAGE.ORDINAL))
                                .where(
                                        INBOUND_MESSAGE.RUN_ID.eq(run),
                                        INBOUND_MESSAGE.KIND.eq("button"),
                                        INBOUND_MESSAGE.PAYLOAD.isNotNull(),
                                        which)
                                .groupBy(RECIPIENT.ARM, INBOUND_MESSAGE.PAYLOAD)
                                .orderBy(people.desc(), INBOUND_MESSAGE.PAYLOAD, RECIPIENT.ARM)
                                .limit(MOST_TAPPED),
                Tapped.class,
                row ->
                        new Tapped(
                                row.get(RECIPIENT.ARM),
                                row.get(INBOUND_MESSAGE.PAYLOAD),
                                row.get(people)));
    }
}
