package org.parley.core.campaign;

import java.time.Instant;

/// Wakes a campaign at its time. Called within the transaction that changes the campaign, so that
/// plan and alarm are one commit.
public interface CampaignClock {

    void set(long campaignId, Instant at);

    void clear(long campaignId);
}
