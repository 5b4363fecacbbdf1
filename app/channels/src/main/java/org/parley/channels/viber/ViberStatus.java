package org.parley.channels.viber;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.ErrorTable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// The `status` of an answer as a refusal. Every answer is HTTP 200; this number alone says whether
/// it worked.
final class ViberStatus {

    static final ErrorTable TABLE = ErrorTable.beside(ViberStatus.class);

    /// The person's client is too old for what was sent.
    static final String API_VERSION_NOT_SUPPORTED = "13";

    /// This person got all that may be sent in a clock hour without a reply.
    private static final String PER_PERSON = "12 without reply";

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private ViberStatus() {}

    static Refused refused(String code, @Nullable String words) {
        Refused refused =
                TABLE.refused(
                        code,
                        words == null ? "Viber gave no reason" : words,
                        FailureClass.RETRYABLE,
                        null);
        return refused.code().equals(PER_PERSON)
                ? new Refused(refused.failure(), refused.code(), refused.detail(), AN_HOUR)
                : refused;
    }
}
