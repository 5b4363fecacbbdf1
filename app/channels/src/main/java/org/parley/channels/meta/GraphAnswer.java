package org.parley.channels.meta;

import org.parley.channels.wire.Answer;
import org.parley.channels.wire.JsonBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the Graph API said. Its own code decides, not the HTTP status, which Meta varies.
public sealed interface GraphAnswer {

    record Ok(ObjectNode body) implements GraphAnswer {}

    /// @param subcode 0 when there is none
    record Failed(int code, int subcode, String detail, Answer.Answered answer)
            implements GraphAnswer {}

    /// Nothing that the Graph API would say.
    record Unreadable(Answer.Answered answer) implements GraphAnswer {}

    static GraphAnswer of(Answer.Answered answer) {
        ObjectNode body = JsonBody.answer(answer.body());
        if (body == null) {
            return new Unreadable(answer);
        }
        JsonNode error = body.path("error");
        if (error.path("code").isIntegralNumber()) {
            return new Failed(
                    error.path("code").asInt(-1),
                    error.path("error_subcode").asInt(0),
                    detail(error),
                    answer);
        }
        return answer.status() == 200 ? new Ok(body) : new Unreadable(answer);
    }

    private static String detail(JsonNode error) {
        String message = error.path("message").asString("");
        String details = error.path("error_data").path("details").asString("");
        return details.isEmpty() ? message : message + ": " + details;
    }
}
