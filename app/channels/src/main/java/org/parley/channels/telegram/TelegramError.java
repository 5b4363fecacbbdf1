package org.parley.channels.telegram;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.ErrorTable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Telegram's errors as refusals.
final class TelegramError {

    static final ErrorTable TABLE = ErrorTable.beside(TelegramError.class);

    private TelegramError() {}

    /// @param body with `ok` false
    static Refused refused(ObjectNode body) {
        return TABLE.refused(
                Integer.toString(body.path("error_code").asInt(0)),
                body.path("description").asString(""),
                FailureClass.RETRYABLE,
                patience(body.path("parameters")));
    }

    private static @Nullable Duration patience(JsonNode parameters) {
        JsonNode seconds = parameters.path("retry_after");
        return seconds.isIntegralNumber() ? Duration.ofSeconds(seconds.asLong(1)) : null;
    }
}
