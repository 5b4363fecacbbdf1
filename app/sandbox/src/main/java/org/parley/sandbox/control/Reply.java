package org.parley.sandbox.control;

import java.util.Map;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;

/// Answers of the control API.
final class Reply {
    private Reply() {}

    static Answer of(Object value) {
        return Answer.json(200, Json.MAPPER.writeValueAsString(value));
    }

    static Answer done() {
        return of(Map.of("done", true));
    }

    static Answer error(int status, String message) {
        return Answer.json(status, Json.MAPPER.writeValueAsString(Map.of("error", message)));
    }
}
