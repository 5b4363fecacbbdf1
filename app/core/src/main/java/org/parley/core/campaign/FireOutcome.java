package org.parley.core.campaign;

/// What became of a fire time.
public sealed interface FireOutcome {

    /// A run exists now and is due to be worked on.
    record Fired(int runId) implements FireOutcome {}

    /// The same instant had fired before, or the campaign is not waiting for it any more.
    record Ignored(String reason) implements FireOutcome {}

    /// Too late by more than the campaign's grace: nothing is sent, and it is shown.
    record Missed(int runId) implements FireOutcome {}
}
