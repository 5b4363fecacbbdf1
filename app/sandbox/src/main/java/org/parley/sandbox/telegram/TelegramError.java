package org.parley.sandbox.telegram;

import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// An error as the Bot API words it: a code, a description, and sometimes what to do.
///
/// @param parameter `retry_after` or `migrate_to_chat_id`, null when there is none
record TelegramError(int code, String description, @Nullable String parameter, long value) {
    static final TelegramError UNAUTHORIZED = plain(401, "Unauthorized");
    static final TelegramError NOT_FOUND = plain(404, "Not Found");
    static final TelegramError CHAT_NOT_FOUND = bad("chat not found");
    static final TelegramError BLOCKED = forbidden("bot was blocked by the user");
    static final TelegramError DEACTIVATED = forbidden("user is deactivated");
    static final TelegramError NOT_STARTED =
            forbidden("bot can't initiate conversation with a user");
    static final TelegramError WEBHOOK_ACTIVE =
            plain(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use"
                            + " deleteWebhook to delete the webhook first");
    static final TelegramError OLD_QUERY =
            bad("query is too old and response timeout expired or query ID is invalid");

    static TelegramError bad(String description) {
        return plain(400, "Bad Request: " + description);
    }

    static TelegramError tooMany(long seconds) {
        return new TelegramError(
                429, "Too Many Requests: retry after " + seconds, "retry_after", seconds);
    }

    static TelegramError migrated(long chatId) {
        return new TelegramError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                "migrate_to_chat_id",
                chatId);
    }

    /// Ordered by a test: with 429 the detail is the seconds, else the description.
    static TelegramError ordered(int code, String detail) {
        if (code == 429) {
            return tooMany(detail.isEmpty() ? 1 : Long.parseLong(detail));
        }
        return plain(code, detail.isEmpty() ? "Internal Server Error" : detail);
    }

    private static TelegramError forbidden(String description) {
        return plain(403, "Forbidden: " + description);
    }

    private static TelegramError plain(int code, String description) {
        return new TelegramError(code, description, null, 0);
    }

    Answer.Reply reply() {
        ObjectNode body = Json.object().put("ok", false);
        body.put("error_code", code).put("description", description);
        if (parameter != null) {
            body.putObject("parameters").put(parameter, value);
        }
        return Answer.json(code, Json.write(body));
    }
}
