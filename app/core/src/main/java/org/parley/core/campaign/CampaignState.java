package org.parley.core.campaign;

/// draft -> scheduled -> running <-> paused -> finished; cancelled from any of the first four;
/// missed when the time passed unnoticed by more than the campaign's grace.
public enum CampaignState {
    DRAFT,
    SCHEDULED,
    RUNNING,
    PAUSED,
    FINISHED,
    CANCELLED,
    MISSED
}
