package org.parley.sandbox.twilio;

/// How fast the account may go.
///
/// @param requestsPerSecond of the account, beyond which 20429 is answered
/// @param segmentsPerSecond that leave the number; what waits longer than ten hours is refused with
///   21611
public record TwilioRules(int requestsPerSecond, int segmentsPerSecond) {
    /// A short code on an account without special terms.
    public static final TwilioRules USUAL = new TwilioRules(2_000, 100);
}
