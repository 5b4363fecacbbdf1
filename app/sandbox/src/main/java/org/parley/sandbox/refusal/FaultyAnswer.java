package org.parley.sandbox.refusal;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.parley.sandbox.http.Answer;

/// Ends a request as the ordered refusal says, or as usual.
public final class FaultyAnswer {
    private FaultyAnswer() {}

    public static Answer of(
            Optional<Refusal> ordered,
            Function<Refusal.ProviderError, Answer.Reply> providerError,
            Supplier<Answer.Reply> usual) {
        if (ordered.isEmpty()) {
            return usual.get();
        }
        return switch (ordered.get()) {
            case Refusal.ProviderError error -> providerError.apply(error);
            case Refusal.HttpStatus(int status) -> Answer.text(status, "ordered by a test");
            case Refusal.SlowAnswer(var after) -> new Answer.SlowReply(usual.get(), after);
            case Refusal.DropBeforeAccepting() -> new Answer.Hangup();
            case Refusal.DropAfterAccepting() -> {
                var _ = usual.get();
                yield new Answer.Hangup();
            }
        };
    }
}
