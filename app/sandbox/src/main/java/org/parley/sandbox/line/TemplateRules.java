package org.parley.sandbox.line;

import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// "Template messages": buttons, confirm, carousel, image carousel.
final class TemplateRules {
    private final Findings findings;

    TemplateRules(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode template, String path) {
        switch (template.path("type").asString("")) {
            case "buttons" -> {
                panel(template, path, 160);
                actions(template, path, 1, 4);
                ActionRules.optional(template, "defaultAction", path, findings);
            }
            case "confirm" -> {
                findings.text(template, "text", path, 240);
                actions(template, path, 2, 2);
            }
            case "carousel" -> carousel(template.path("columns"), path + ".columns");
            case "image_carousel" -> {
                JsonNode columns = template.path("columns");
                findings.count(columns, path + ".columns", 1, 10);
                for (int i = 0; i < columns.size(); i++) {
                    String column = path + ".columns[" + i + "]";
                    findings.https(columns.get(i), "imageUrl", column);
                    ActionRules.check(
                            columns.get(i).path("action"), column + ".action", false, findings);
                }
            }
            default -> findings.add(path + ".type", "unknown template type");
        }
    }

    /// All columns have the same number of actions, and all or none a picture and a title.
    private void carousel(JsonNode columns, String path) {
        findings.count(columns, path, 1, 10);
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            String here = path + "[" + i + "]";
            panel(column, here, 120);
            actions(column, here, 1, 3);
            JsonNode first = columns.get(0);
            if (column.path("actions").size() != first.path("actions").size()) {
                findings.add(here + ".actions", "The number of actions must be the same");
            }
            for (String field : new String[] {"thumbnailImageUrl", "title"}) {
                if (Json.lacks(column, field) != Json.lacks(first, field)) {
                    findings.add(here + "." + field, "All columns must have it, or none");
                }
            }
        }
    }

    /// @param longest text without picture and title; with one of them it is 60
    private void panel(JsonNode panel, String path, int longest) {
        boolean adorned = !Json.lacks(panel, "thumbnailImageUrl") || !Json.lacks(panel, "title");
        findings.text(panel, "text", path, adorned ? 60 : longest);
        findings.optionalText(panel, "title", path, 40);
        if (!Json.lacks(panel, "thumbnailImageUrl")) {
            findings.https(panel, "thumbnailImageUrl", path);
        }
    }

    private void actions(JsonNode panel, String path, int least, int most) {
        JsonNode actions = panel.path("actions");
        findings.count(actions, path + ".actions", least, most);
        for (int i = 0; i < actions.size(); i++) {
            ActionRules.check(actions.get(i), path + ".actions[" + i + "]", true, findings);
        }
    }
}
