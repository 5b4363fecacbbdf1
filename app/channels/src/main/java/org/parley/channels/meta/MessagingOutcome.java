package org.parley.channels.meta;

import org.parley.channels.wire.Answer;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.SendOutcome;

/// The Send API's answer as an outcome.
public final class MessagingOutcome {

    private MessagingOutcome() {}

    public static SendOutcome of(Answer answer) {
        return answer.outcome(MessagingOutcome::of);
    }

    private static SendOutcome of(Answer.Answered answered) {
        return switch (GraphAnswer.of(answered)) {
            case GraphAnswer.Ok(var body) -> {
                String mid = JsonBody.text(body, "message_id");
                yield mid == null
                        ? new SendOutcome.Unknown("Meta said ok without a message_id")
                        : new SendOutcome.Accepted(mid);
            }
            case GraphAnswer.Failed failed -> MessagingError.refused(failed);
            case GraphAnswer.Unreadable _ -> answered.byStatus();
        };
    }
}
