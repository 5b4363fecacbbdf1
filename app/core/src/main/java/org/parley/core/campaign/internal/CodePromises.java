package org.parley.core.campaign.internal;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.CONTACT;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.core.campaign.Campaign;
import org.parley.core.kernel.SqlFile;

/// What other campaigns want of pools of codes, and whether contacts bring codes along.
public final class CodePromises {

    private static final String OWED = SqlFile.read(CodePromises.class, "codes_owed.sql");

    private final DSLContext dsl;
    private final CampaignStore campaigns = new CampaignStore();

    public CodePromises(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// Campaigns that wait for their time and give codes of one of these offers.
    public List<Campaign> scheduled(Collection<Long> offers, long except) {
        return dsl
                .selectDistinct(CAMPAIGN_ARM.CAMPAIGN_ID)
                .from(CAMPAIGN_ARM)
                .join(CAMPAIGN)
                .on(CAMPAIGN.ID.eq(CAMPAIGN_ARM.CAMPAIGN_ID))
                .where(CAMPAIGN_ARM.OFFER_ID.in(offers))
                .and(CAMPAIGN.STATE.eq("scheduled"))
                .and(CAMPAIGN.ID.ne(except))
                .orderBy(CAMPAIGN_ARM.CAMPAIGN_ID)
                .fetch(CAMPAIGN_ARM.CAMPAIGN_ID)
                .stream()
                .map(id -> campaigns.find(dsl, id))
                .flatMap(Optional::stream)
                .toList();
    }

    /// How many people of runs under way have yet to get a code, by offer.
    public Map<Long, Long> owed(Collection<Long> offers, long except) {
        return dsl.resultQuery(OWED, val(offers.toArray(Long[]::new)), val(except))
                .fetchMap(
                        row -> row.get("offer_id", Long.class),
                        row -> row.get("people", Long.class));
    }

    /// Whether some contact has an attribute of this name.
    public boolean anybodyHas(String attribute) {
        return dsl.fetchExists(
                CONTACT,
                DSL.condition("jsonb_exists({0}, {1})", CONTACT.ATTRIBUTES, val(attribute)));
    }
}
