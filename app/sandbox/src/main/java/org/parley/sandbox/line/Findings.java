package org.parley.sandbox.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Everything that is wrong with a request: LINE reports it all at once.
final class Findings {
    private final List<LineError.Detail> found = new ArrayList<>();

    Optional<LineError> error() {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LineError(
                                400,
                                "The request body has %d error(s)".formatted(found.size()),
                                List.copyOf(found)));
    }

    void add(String property, String message) {
        found.add(new LineError.Detail(message, property));
    }

    /// A text that must be there and not be longer than this.
    void text(JsonNode node, String field, String path, int longest) {
        if (node.path(field).asString("").isEmpty()) {
            add(path + "." + field, "May not be empty");
        } else {
            optionalText(node, field, path, longest);
        }
    }

    void optionalText(JsonNode node, String field, String path, int longest) {
        if (!Json.lacks(node, field) && node.path(field).asString("").length() > longest) {
            add(path + "." + field, "Length must be between 0 and " + longest);
        }
    }

    void https(JsonNode node, String field, String path) {
        text(node, field, path, 2000);
        String url = node.path(field).asString("");
        if (!url.isEmpty() && !url.startsWith("https://")) {
            add(path + "." + field, "Must be a valid HTTPS URL");
        }
    }

    void count(JsonNode array, String path, int least, int most) {
        if (!array.isArray() || array.size() < least || array.size() > most) {
            add(path, "Size must be between %d and %d".formatted(least, most));
        }
    }
}
