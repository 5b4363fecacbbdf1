package org.parley.channels.wire;

import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.content.LintFinding;

/// A message in the provider's form, or why there is none.
public sealed interface Compiled {

    /// The JSON for a person to read, or why there is none.
    default String preview() {
        return switch (this) {
            case Unfit unfit -> unfit.refused().detail();
            case Ready(var body) -> JsonBody.pretty(body);
        };
    }

    /// @param body exactly the bytes to send
    record Ready(byte[] body) implements Compiled {}

    /// The provider would refuse it; it is not sent.
    record Unfit(LintFinding reason) implements Compiled {

        public Refused refused() {
            return new Refused(
                    FailureClass.CONFIGURATION,
                    "does-not-fit",
                    reason.part() + ": " + reason.detail(),
                    null);
        }
    }
}
