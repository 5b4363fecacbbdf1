package org.parley.sandbox.whatsapp;

import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// An error as the Graph API words it ("Error codes" of the Cloud API).
record GraphError(int code, String details) {
    static final int AUTHORISATION = 190;
    static final int PARAMETER = 100;
    static final int RATE = 130429;
    static final int PAIR_RATE = 131056;
    static final int SCOPED_ID = 131062;
    static final int NOT_MARKETING = 134100;
    static final int SYNCING = 134101;
    static final int NOT_ALLOWED = 131055;
    static final int MISSING = 131008;
    static final int VALUE = 131009;
    static final int UNDELIVERABLE = 131026;
    static final int WINDOW_CLOSED = 131047;
    static final int STOPPED_MARKETING = 131050;
    static final int UNSUPPORTED_TYPE = 131051;
    static final int PARAMETER_COUNT = 132000;
    static final int NO_TEMPLATE = 132001;
    static final int TEXT_TOO_LONG = 132005;
    static final int PARAMETER_FORMAT = 132012;
    static final int TEMPLATE_PAUSED = 132015;
    static final int TEMPLATE_DISABLED = 132016;

    static GraphError parameter(String details) {
        return new GraphError(PARAMETER, details);
    }

    static GraphError missing(String field) {
        return new GraphError(MISSING, "Parameter '" + field + "' is mandatory");
    }

    static GraphError value(String details) {
        return new GraphError(VALUE, details);
    }

    static GraphError ordered(int code) {
        return new GraphError(code, "ordered by a test");
    }

    int httpStatus() {
        return switch (code) {
            case 0, AUTHORISATION -> 401;
            case 3, 10, 131005 -> 403;
            case 4, 80007, RATE, PAIR_RATE -> 429;
            case NO_TEMPLATE -> 404;
            case 1, 2, 131000, 131016, 133004 -> 500;
            default -> code >= 200 && code <= 299 ? 403 : 400;
        };
    }

    /// The title, as also used by failed statuses.
    String title() {
        return switch (code) {
            case AUTHORISATION -> "Invalid OAuth access token - Cannot parse access token";
            case PARAMETER -> "Invalid parameter";
            case 4 -> "Application request limit reached";
            case 80007, RATE -> "Rate limit hit";
            case 131000 -> "Something went wrong";
            case MISSING -> "Required parameter is missing";
            case VALUE -> "Parameter value is not valid";
            case 131016 -> "Service unavailable";
            case UNDELIVERABLE -> "Message undeliverable";
            case 131031 -> "Account has been locked";
            case WINDOW_CLOSED -> "Re-engagement message";
            case 131048 -> "Spam rate limit hit";
            case 131049 ->
                    "This message was not delivered to maintain healthy ecosystem engagement.";
            case STOPPED_MARKETING -> "User has stopped receiving marketing messages";
            case UNSUPPORTED_TYPE -> "Unsupported message type";
            case PAIR_RATE -> "(Business Account, Consumer Account) pair rate limit hit";
            case SCOPED_ID -> "Business-scoped user id is not allowed for this message";
            case NOT_MARKETING -> "Only marketing messages are supported";
            case SYNCING -> "Template is syncing";
            case NOT_ALLOWED -> "Method not allowed";
            case PARAMETER_COUNT ->
                    "Number of parameters does not match the expected number of params";
            case NO_TEMPLATE -> "Template name does not exist in the translation";
            case TEXT_TOO_LONG -> "Translated text too long";
            case PARAMETER_FORMAT ->
                    "Parameter format does not match format in the created template";
            case TEMPLATE_PAUSED -> "Template is paused";
            case TEMPLATE_DISABLED -> "Template is disabled";
            default -> "Error";
        };
    }

    Answer.Reply reply(String traceId) {
        ObjectNode error = Json.object();
        boolean bare = code == AUTHORISATION;
        error.put("message", bare ? title() : "(#" + code + ") " + title());
        error.put("type", "OAuthException").put("code", code);
        if (!bare) {
            error.putObject("error_data")
                    .put("messaging_product", "whatsapp")
                    .put("details", details);
        }
        error.put("fbtrace_id", traceId);
        ObjectNode body = Json.object();
        body.set("error", error);
        return Answer.json(httpStatus(), Json.write(body));
    }

    /// The entry of `statuses[].errors`.
    ObjectNode inStatus() {
        ObjectNode error = Json.object();
        error.put("code", code).put("title", title()).put("message", title());
        error.putObject("error_data").put("details", details);
        error.put(
                "href",
                "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
        return error;
    }
}
