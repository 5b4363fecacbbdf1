package org.parley.channels.line;

import static org.parley.core.channel.FailureClass.AUTH;
import static org.parley.core.channel.FailureClass.BUDGET;
import static org.parley.core.channel.FailureClass.CONFIGURATION;
import static org.parley.core.channel.FailureClass.POLICY;
import static org.parley.core.channel.FailureClass.RECIPIENT;
import static org.parley.core.channel.FailureClass.RETRYABLE;
import static org.parley.core.channel.FailureClass.THROTTLED;

import java.util.List;
import java.util.Locale;
import org.parley.core.channel.FailureClass;

/// LINE's errors (Messaging API, "Status codes", "Error responses"). One status stands for several
/// things, told apart by the message.
final class LineError {

    /// @param words that the message holds, in lower case; empty: any message
    private record Rule(int status, String words, FailureClass failure) {}

    private static final List<Rule> RULES =
            List.of(
                    new Rule(400, "'to'", RECIPIENT),
                    new Rule(400, "failed to send messages", RECIPIENT),
                    new Rule(400, "", CONFIGURATION),
                    new Rule(401, "", AUTH),
                    new Rule(403, "", POLICY),
                    new Rule(404, "", CONFIGURATION),
                    new Rule(413, "", CONFIGURATION),
                    new Rule(415, "", CONFIGURATION),
                    new Rule(429, "monthly limit", BUDGET),
                    new Rule(429, "", THROTTLED));

    private LineError() {}

    static FailureClass failure(int status, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.status() == status && words.contains(rule.words()))
                .map(Rule::failure)
                .findFirst()
                .orElse(RETRYABLE);
    }
}
