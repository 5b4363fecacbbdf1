package org.parley.core.campaign;

/// The life of one execution.
public enum RunState {
    RUNNING,
    PAUSED,
    FINISHED,
    CANCELLED,
    MISSED
}
