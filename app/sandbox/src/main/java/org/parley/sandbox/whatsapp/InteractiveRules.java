package org.parley.sandbox.whatsapp;

import java.util.HashSet;
import java.util.Set;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// "Interactive messages" of the Cloud API: reply buttons, one URL button, lists.
final class InteractiveRules {
    private static final int MOST_BUTTONS = 3;
    private static final int MOST_ROWS = 10;

    private InteractiveRules() {}

    static void check(JsonNode interactive, GraphFindings findings) {
        if (!interactive.isObject()) {
            findings.add(GraphError.missing("interactive"));
            return;
        }
        String type = interactive.path("type").asString("");
        int longestBody = type.equals("list") ? 4096 : 1024;
        // One product speaks for itself.
        if (!type.equals("product") || !Json.lacks(interactive, "body")) {
            findings.text(interactive.path("body"), "text", "interactive.body.text", longestBody);
        }
        if (!Json.lacks(interactive, "footer")) {
            findings.text(interactive.path("footer"), "text", "interactive.footer.text", 60);
        }
        if (!Json.lacks(interactive, "header")) {
            header(interactive.path("header"), type, findings);
        }
        JsonNode action = interactive.path("action");
        switch (type) {
            case "button" -> buttons(action.path("buttons"), findings);
            case "cta_url" -> ctaUrl(action, findings);
            case "list" -> list(action, findings);
            case "product", "product_list", "catalog_message" ->
                    CommerceRules.check(type, interactive, findings);
            case "flow" -> flow(action, findings);
            case "carousel" -> FreeCarouselRules.check(interactive, findings);
            case "location_request_message" -> named(action, "send_location", findings);
            case "" -> findings.add(GraphError.missing("interactive.type"));
            default ->
                    findings.add(
                            GraphError.value("interactive.type '" + type + "' is not supported"));
        }
    }

    private static void header(JsonNode header, String type, GraphFindings findings) {
        String kind = header.path("type").asString("");
        switch (kind) {
            case "text" -> findings.text(header, "text", "interactive.header.text", 60);
            case "image", "video", "document" -> {
                if (type.equals("list")) {
                    findings.add(GraphError.value("a list takes a text header only"));
                }
                media(header.path(kind), "interactive.header." + kind, findings);
            }
            default -> findings.add(GraphError.value("interactive.header.type is not valid"));
        }
    }

    static void media(JsonNode media, String path, GraphFindings findings) {
        if (!Json.lacks(media, "id")) {
            findings.text(media, "id", path + ".id", 256);
        } else if (!Json.lacks(media, "link")) {
            findings.url(media, "link", path + ".link");
        } else {
            findings.add(GraphError.missing(path + ".id or " + path + ".link"));
        }
    }

    private static void buttons(JsonNode buttons, GraphFindings findings) {
        String path = "interactive.action.buttons";
        if (!buttons.isArray() || buttons.isEmpty()) {
            findings.add(GraphError.missing(path));
            return;
        }
        if (buttons.size() > MOST_BUTTONS) {
            findings.add(
                    GraphError.value(
                            "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons:"
                                    + " 3"));
        }
        Set<String> ids = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (JsonNode button : buttons) {
            if (!button.path("type").asString("").equals("reply")) {
                findings.add(GraphError.value(path + "[].type must be reply"));
            }
            JsonNode reply = button.path("reply");
            findings.text(reply, "id", path + "[].reply.id", 256);
            findings.text(reply, "title", path + "[].reply.title", 20);
            if (!ids.add(reply.path("id").asString(""))) {
                findings.add(GraphError.value("Duplicated button id in " + path));
            }
            if (!titles.add(reply.path("title").asString(""))) {
                findings.add(GraphError.value("Duplicated button title in " + path));
            }
        }
    }

    private static void ctaUrl(JsonNode action, GraphFindings findings) {
        named(action, "cta_url", findings);
        link(action.path("parameters"), "interactive.action.parameters", findings);
    }

    static void named(JsonNode action, String name, GraphFindings findings) {
        if (!action.path("name").asString("").equals(name)) {
            findings.add(GraphError.value("interactive.action.name must be " + name));
        }
    }

    private static void flow(JsonNode action, GraphFindings findings) {
        named(action, "flow", findings);
        JsonNode parameters = action.path("parameters");
        String path = "interactive.action.parameters";
        findings.text(parameters, "flow_message_version", path + ".flow_message_version", 2);
        if (Json.lacks(parameters, "flow_id") == Json.lacks(parameters, "flow_name")) {
            findings.add(GraphError.value(path + " must hold flow_id or flow_name, and not both"));
        }
        findings.text(parameters, "flow_cta", path + ".flow_cta", 30);
        findings.choice(parameters, "mode", path + ".mode", Set.of("draft", "published"));
        findings.choice(
                parameters,
                "flow_action",
                path + ".flow_action",
                Set.of("navigate", "data_exchange"));
        if (parameters.path("flow_action").asString("").equals("navigate")) {
            JsonNode payload = parameters.path("flow_action_payload");
            findings.text(payload, "screen", path + ".flow_action_payload.screen", 256);
        }
    }

    static void link(JsonNode parameters, String path, GraphFindings findings) {
        findings.text(parameters, "display_text", path + ".display_text", 20);
        findings.url(parameters, "url", path + ".url");
    }

    private static void list(JsonNode action, GraphFindings findings) {
        findings.text(action, "button", "interactive.action.button", 20);
        JsonNode sections = action.path("sections");
        if (!sections.isArray() || sections.isEmpty() || sections.size() > MOST_ROWS) {
            findings.add(GraphError.value("interactive.action.sections must hold 1 to 10"));
        }
        int rows = 0;
        for (JsonNode section : sections) {
            String path = "interactive.action.sections[]";
            if (sections.size() > 1) {
                findings.text(section, "title", path + ".title", 24);
            }
            for (JsonNode row : section.path("rows")) {
                rows++;
                findings.text(row, "id", path + ".rows[].id", 200);
                findings.text(row, "title", path + ".rows[].title", 24);
                findings.optionalText(row, "description", path + ".rows[].description", 72);
            }
        }
        if (rows < 1 || rows > MOST_ROWS) {
            findings.add(GraphError.value("Total row count exceed max allowed count: 10"));
        }
    }
}
