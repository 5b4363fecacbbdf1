package org.parley.sandbox.line;

import java.util.List;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An error as LINE words it: an HTTP status, a message, and what is wrong with which property.
record LineError(int status, String message, List<Detail> details) {
    static final LineError TOKEN =
            new LineError(
                    401,
                    "Authentication failed. Confirm that the access token in the authorization"
                            + " header is valid.");
    static final LineError NOT_FOUND = new LineError(404, "Not found");
    static final LineError NOT_JSON =
            new LineError(400, "The request body could not be parsed as JSON (line: -, column: -)");
    static final LineError WRONG_TO =
            new LineError(
                    400, "The property, 'to', in the request body is invalid (line: -, column: -)");
    static final LineError NOT_SENT = new LineError(400, "Failed to send messages");
    static final LineError REPLY_TOKEN = new LineError(400, "Invalid reply token");
    static final LineError RETRY_KEY = new LineError(400, "Invalid retry key");
    static final LineError REPEATED = new LineError(409, "The retry key is already accepted");
    static final LineError RATE =
            new LineError(429, "The API rate limit has been exceeded. Try again later.");
    static final LineError QUOTA = new LineError(429, "You have reached your monthly limit.");

    /// What is wrong with one property.
    record Detail(String message, String property) {}

    LineError(int status, String message) {
        this(status, message, List.of());
    }

    Answer.Reply reply() {
        ObjectNode body = Json.object().put("message", message);
        if (!details.isEmpty()) {
            ArrayNode list = body.putArray("details");
            details.forEach(detail ->
                    list.addObject()
                            .put("message", detail.message())
                            .put("property", detail.property()));
        }
        return Answer.json(status, Json.write(body));
    }
}
