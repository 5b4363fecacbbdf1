package org.parley.sandbox.viber;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Checks of fields; the first failed one is what Viber reports.
final class Findings {
    private @Nullable Finding first;

    Optional<Finding> first() {
        return Optional.ofNullable(first);
    }

    void bad(String detail) {
        add(ViberStatus.BAD_DATA, detail);
    }

    void missing(String field) {
        add(ViberStatus.MISSING_DATA, field + " is missing");
    }

    /// A text that must be there and not be empty.
    void text(JsonNode node, String field, String path, int longest) {
        if (Json.lacks(node, field) || node.path(field).asString("").isEmpty()) {
            missing(path);
            return;
        }
        optionalText(node, field, path, longest);
    }

    void optionalText(JsonNode node, String field, String path, int longest) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return;
        }
        if (!value.isString()) {
            bad(path + " must be a string");
        } else if (value.stringValue().length() > longest) {
            bad(path + " is longer than " + longest + " characters");
        }
    }

    void number(JsonNode node, String field, String path, int least, int most) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return;
        }
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            bad(path + " must be a number within " + least + " and " + most);
        }
    }

    void choice(JsonNode node, String field, String path, Set<String> allowed) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !allowed.contains(value.asString(""))) {
            bad(path + " is not one of its values");
        }
    }

    void color(JsonNode node, String field, String path) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.asString("").matches("#[0-9A-Fa-f]{6}")) {
            bad(path + " must be a colour like #FFFFFF");
        }
    }

    void url(JsonNode node, String field, String path, int longest) {
        text(node, field, path, longest);
        optionalUrl(node, field, path);
    }

    void optionalUrl(JsonNode node, String field, String path) {
        String value = Json.text(node, field);
        if (value != null && !value.startsWith("https://") && !value.startsWith("http://")) {
            bad(path + " must be an http or https URL");
        }
    }

    private void add(ViberStatus status, String detail) {
        if (first == null) {
            first = new Finding(status, detail);
        }
    }
}
