package org.parley.sandbox.infobip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong with a request, by field: Infobip names all of it at once.
final class Violations {
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    boolean isEmpty() {
        return found.isEmpty();
    }

    void add(String field, String violation) {
        found.computeIfAbsent(field, _ -> new ArrayList<>()).add(violation);
    }

    void text(JsonNode node, String field, String path, int least, int most) {
        int length = node.path(field).asString("").length();
        if (length < least || length > most) {
            add(path + "." + field, "size must be between " + least + " and " + most);
        }
    }

    void optionalText(JsonNode node, String field, String path, int most) {
        if (node.has(field)) {
            text(node, field, path, 0, most);
        }
    }

    void url(JsonNode node, String field, String path) {
        if (!node.path(field).asString("").matches("(https?|viber|tel):\\S{3,2000}")) {
            add(path + "." + field, "must be a valid URL");
        }
    }

    void count(JsonNode node, String field, String path, int least, int most) {
        int size = node.path(field).size();
        if (size < least || size > most) {
            add(path + "." + field, "size must be between " + least + " and " + most);
        }
    }

    Answer.Reply reply() {
        ObjectNode body = error("BAD_REQUEST", "Bad Request");
        ObjectNode errors =
                ((ObjectNode) body.path("requestError").path("serviceException"))
                        .putObject("validationErrors");
        found.forEach((field, all) -> all.forEach(errors.putArray(field)::add));
        return Answer.json(400, Json.write(body));
    }

    static Answer.Reply refused(int status, String messageId, String text) {
        return Answer.json(status, Json.write(error(messageId, text)));
    }

    private static ObjectNode error(String messageId, String text) {
        ObjectNode body = Json.object();
        body.putObject("requestError")
                .putObject("serviceException")
                .put("messageId", messageId)
                .put("text", text);
        return body;
    }
}
