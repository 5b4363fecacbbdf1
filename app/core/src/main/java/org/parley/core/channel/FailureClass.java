package org.parley.core.channel;

/// What a provider's refusal means for the recipient, the run and the account.
public enum FailureClass {
    /// Passing fault of the provider: try again with back-off.
    RETRYABLE,
    /// Too fast: wait, then try again.
    THROTTLED,
    /// This person cannot be reached here: no such user, blocked, full.
    RECIPIENT,
    /// The person does not want it: writes the consent ledger.
    OPTED_OUT,
    /// The provider objects to the content or the sender: pauses the run.
    POLICY,
    /// Our credentials are not accepted: pauses the run.
    AUTH,
    /// Our set-up or payload is wrong: fails the recipient; pauses the run when it repeats.
    CONFIGURATION,
    /// No balance or quota: pauses the run.
    BUDGET
}
