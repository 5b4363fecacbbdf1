package org.parley.core.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The provider's answer to one send.
public sealed interface SendOutcome {

    /// Taken over by the provider.
    record Accepted(String providerMessageId) implements SendOutcome {}

    /// Not taken over, for certain.
    ///
    /// @param code the provider's own code
    /// @param retryAfter how long to wait before the same recipient may be tried again; null: by
    ///   our own back-off
    record Refused(FailureClass failure, String code, String detail, @Nullable Duration retryAfter)
            implements SendOutcome {}

    /// No answer: it may or may not have been taken over.
    record Unknown(String detail) implements SendOutcome {}
}
