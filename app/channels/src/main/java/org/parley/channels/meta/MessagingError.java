package org.parley.channels.meta;

import org.parley.channels.wire.ErrorTable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// The messaging platform's errors as refusals.
final class MessagingError {

    static final ErrorTable TABLE = ErrorTable.beside(MessagingError.class);

    private MessagingError() {}

    static Refused refused(GraphAnswer.Failed failed) {
        String general = Integer.toString(failed.code());
        String exact = failed.subcode() == 0 ? general : general + "/" + failed.subcode();
        FailureClass failure =
                TABLE.find(exact)
                        .or(() -> TABLE.find(general))
                        .map(ErrorTable.Row::failure)
                        .orElse(FailureClass.RETRYABLE);
        return new Refused(failure, exact, failed.detail(), failed.answer().retryAfter());
    }
}
