package org.parley.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Checks of fields; the first failed one is what the platform reports.
public final class GraphFaults {
    private @Nullable GraphFault first;

    public Optional<GraphFault> first() {
        return Optional.ofNullable(first);
    }

    public void add(GraphFault fault) {
        if (first == null) {
            first = fault;
        }
    }

    public void bad(String message) {
        add(GraphFault.parameter(message));
    }

    /// A text that must be there and not be longer than this.
    public void text(JsonNode node, String field, String path, int longest) {
        String value = Json.text(node, field);
        if (value == null || value.isBlank()) {
            bad("The parameter " + path + " is required");
        } else {
            optionalText(node, field, path, longest);
        }
    }

    public void optionalText(JsonNode node, String field, String path, int longest) {
        if (Json.lacks(node, field)) {
            return;
        }
        String value = Json.text(node, field);
        if (value == null) {
            bad("Param " + path + " must be a string");
        } else if (value.length() > longest) {
            bad("Length of param %s must be less than or equal to %d".formatted(path, longest));
        }
    }

    /// The same, counted in bytes of UTF-8.
    void bytes(JsonNode node, String field, String path, int longest) {
        String value = Json.text(node, field);
        if (value != null && value.getBytes(StandardCharsets.UTF_8).length > longest) {
            bad("Length of param %s must be less than or equal to %d".formatted(path, longest));
        }
    }

    public void url(JsonNode node, String field, String path) {
        text(node, field, path, 2000);
        String value = Json.text(node, field);
        if (value != null && !value.startsWith("https://") && !value.startsWith("http://")) {
            bad("Param %s is not a valid URI".formatted(path));
        }
    }

    /// One of these words, if the field is there.
    public void choice(JsonNode node, String field, String path, Set<String> words) {
        if (!Json.lacks(node, field) && !words.contains(node.path(field).asString(""))) {
            bad(
                    "Param %s must be one of {%s}"
                            .formatted(path, String.join(", ", words.stream().sorted().toList())));
        }
    }

    /// An array of so many.
    public void count(JsonNode array, String path, int least, int most) {
        if (!array.isArray() || array.size() < least || array.size() > most) {
            bad(
                    "Param %s must hold %d to %d elements, has %d"
                            .formatted(path, least, most, array.size()));
        }
    }
}
