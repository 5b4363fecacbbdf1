package org.parley.channels.telegram;

import static org.parley.core.channel.FailureClass.AUTH;
import static org.parley.core.channel.FailureClass.CONFIGURATION;
import static org.parley.core.channel.FailureClass.OPTED_OUT;
import static org.parley.core.channel.FailureClass.RECIPIENT;
import static org.parley.core.channel.FailureClass.RETRYABLE;
import static org.parley.core.channel.FailureClass.THROTTLED;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Telegram's errors (Bot API, "Making requests"; the descriptions of its server's source). There
/// is no finer code than the HTTP status, so the description decides within one.
final class TelegramError {

    /// @param words that the description holds, in lower case; empty: any description
    private record Rule(int code, String words, FailureClass failure) {}

    private static final List<Rule> RULES =
            List.of(
                    new Rule(401, "", AUTH),
                    new Rule(404, "", AUTH),
                    new Rule(429, "", THROTTLED),
                    new Rule(403, "bot was blocked by the user", OPTED_OUT),
                    new Rule(403, "", RECIPIENT),
                    new Rule(400, "chat not found", RECIPIENT),
                    new Rule(400, "user not found", RECIPIENT),
                    new Rule(400, "peer_id_invalid", RECIPIENT),
                    new Rule(400, "", CONFIGURATION),
                    new Rule(409, "", CONFIGURATION));

    private TelegramError() {}

    static FailureClass failure(int code, String description) {
        String words = description.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.code() == code && words.contains(rule.words()))
                .map(Rule::failure)
                .findFirst()
                .orElse(RETRYABLE);
    }

    /// @param body with `ok` false
    static Refused refused(ObjectNode body) {
        int code = body.path("error_code").asInt(0);
        String description = body.path("description").asString("");
        return new Refused(
                failure(code, description),
                Integer.toString(code),
                description,
                patience(body.path("parameters")));
    }

    private static @Nullable Duration patience(JsonNode parameters) {
        JsonNode seconds = parameters.path("retry_after");
        return seconds.isIntegralNumber() ? Duration.ofSeconds(seconds.asLong(1)) : null;
    }
}
