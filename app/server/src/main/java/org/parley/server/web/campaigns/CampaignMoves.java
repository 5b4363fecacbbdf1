package org.parley.server.web.campaigns;

import java.time.Instant;
import java.util.Map;
import org.parley.core.audit.AuditLog;
import org.parley.core.campaign.Campaign;
import org.parley.core.campaign.Campaigns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Moves of a campaign with their entry in the audit log: both or neither.
@Component
class CampaignMoves {

    private final Campaigns campaigns;
    private final AuditLog audit;

    CampaignMoves(Campaigns campaigns, AuditLog audit) {
        this.campaigns = campaigns;
        this.audit = audit;
    }

    @Transactional
    public Campaign schedule(long id, Instant at, String actor) {
        Campaign campaign = campaigns.schedule(id, at);
        audit.record(actor, "campaign.schedule", subject(id), Map.of("at", at));
        return campaign;
    }

    @Transactional
    public Campaign pause(long id, String actor) {
        Campaign campaign = campaigns.pause(id);
        audit.record(actor, "campaign.pause", subject(id), Map.of());
        return campaign;
    }

    @Transactional
    public Campaign resume(long id, String actor) {
        Campaign campaign = campaigns.resume(id);
        audit.record(actor, "campaign.resume", subject(id), Map.of());
        return campaign;
    }

    @Transactional
    public Campaign cancel(long id, String actor) {
        Campaign campaign = campaigns.cancel(id);
        audit.record(actor, "campaign.cancel", subject(id), Map.of());
        return campaign;
    }

    private static String subject(long id) {
        return "campaign/" + id;
    }
}
