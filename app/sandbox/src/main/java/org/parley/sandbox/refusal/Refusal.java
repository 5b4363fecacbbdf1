package org.parley.sandbox.refusal;

import java.time.Duration;

/// A fault ordered for one request.
public sealed interface Refusal {

    /// The provider's own error: a Viber `status`, a Graph `error.code`, an SMTP reply code, an
    /// HTTP status where the provider has no other code.
    ///
    /// @param detail what tells apart errors of one code: a Graph `error_subcode`, Telegram's
    ///   description, LINE's message; empty for the usual one
    record ProviderError(int code, String detail) implements Refusal {
        public ProviderError(int code) {
            this(code, "");
        }
    }

    /// A bare HTTP status from something in front of the provider; on SMTP a 421.
    record HttpStatus(int status) implements Refusal {}

    /// The message is accepted, the answer comes late.
    record SlowAnswer(Duration after) implements Refusal {}

    /// The connection closes and the message was not taken.
    record DropBeforeAccepting() implements Refusal {}

    /// The message is accepted and the answer is lost.
    record DropAfterAccepting() implements Refusal {}
}
