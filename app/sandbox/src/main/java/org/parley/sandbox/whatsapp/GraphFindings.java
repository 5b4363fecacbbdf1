package org.parley.sandbox.whatsapp;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Checks of fields; the first failed one is what the Graph API reports.
final class GraphFindings {
    private @Nullable GraphError first;

    Optional<GraphError> first() {
        return Optional.ofNullable(first);
    }

    boolean clean() {
        return first == null;
    }

    void add(GraphError error) {
        if (first == null) {
            first = error;
        }
    }

    /// A text that must be there, not be empty and not be longer than this.
    void text(JsonNode node, String field, String path, int longest) {
        String value = Json.text(node, field);
        if (value == null || value.isBlank()) {
            if (Json.lacks(node, field)) {
                add(GraphError.missing(path));
            } else {
                add(GraphError.parameter(path + " must be a non-empty string"));
            }
        } else {
            optionalText(node, field, path, longest);
        }
    }

    void optionalText(JsonNode node, String field, String path, int longest) {
        if (Json.lacks(node, field)) {
            return;
        }
        String value = Json.text(node, field);
        if (value == null) {
            add(GraphError.parameter(path + " must be a string"));
        } else if (value.length() > longest) {
            add(
                    GraphError.value(
                            "%s length invalid. Max length: %d, actual: %d"
                                    .formatted(path, longest, value.length())));
        }
    }

    /// One of these words, if the field is there.
    void choice(JsonNode node, String field, String path, Set<String> words) {
        if (!Json.lacks(node, field) && !words.contains(node.path(field).asString(""))) {
            add(
                    GraphError.value(
                            "%s must be one of %s"
                                    .formatted(path, words.stream().sorted().toList())));
        }
    }

    void url(JsonNode node, String field, String path) {
        text(node, field, path, 2000);
        String value = Json.text(node, field);
        if (value != null && !value.startsWith("https://") && !value.startsWith("http://")) {
            add(GraphError.value(path + " must be an http or https URL"));
        }
    }
}
