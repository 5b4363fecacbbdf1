package org.parley.sandbox.whatsapp;

import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the Cloud API checks about any message before it looks at the recipient ("Messages" in its
/// reference).
final class MessageRules {
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_CAPTION = 1024;
    private static final int LONGEST_CALLBACK_DATA = 512;

    private MessageRules() {}

    static void envelope(ObjectNode body, GraphFindings findings) {
        if (Json.lacks(body, "messaging_product")) {
            findings.add(GraphError.parameter("The parameter messaging_product is required."));
        } else if (!body.path("messaging_product").asString("").equals("whatsapp")) {
            findings.add(GraphError.parameter("Param messaging_product must be one of {WHATSAPP}"));
        }
        // A business-scoped id may stand in for the number; the number wins.
        if (Json.lacks(body, "to") && !Json.lacks(body, "recipient")) {
            if (!body.path("recipient").asString("").matches("[A-Z]{2}\\.[A-Za-z0-9]{1,128}")) {
                findings.add(GraphError.value("recipient is not a business-scoped user id"));
            }
        } else {
            findings.text(body, "to", "to", 32);
        }
        String to = Json.text(body, "to");
        if (to != null && !to.matches("\\+?[0-9 ()-]{7,24}")) {
            findings.add(GraphError.value("to is not a phone number"));
        }
        String recipientType = body.path("recipient_type").asString("individual");
        if (!recipientType.equals("individual") && !recipientType.equals("group")) {
            findings.add(
                    GraphError.parameter(
                            "Param recipient_type must be one of {GROUP, INDIVIDUAL}"));
        }
        findings.optionalText(
                body,
                "biz_opaque_callback_data",
                "biz_opaque_callback_data",
                LONGEST_CALLBACK_DATA);
    }

    /// Everything but templates, which need the registry.
    static void content(ObjectNode body, GraphFindings findings) {
        // The reference lets a text message do without `type`.
        String type = body.path("type").asString("text");
        JsonNode content = body.path(type);
        switch (type) {
            case "text" -> findings.text(content, "body", "text.body", LONGEST_TEXT);
            case "image", "video", "document" -> {
                media(type, content, findings);
                findings.optionalText(content, "caption", type + ".caption", LONGEST_CAPTION);
            }
            case "audio", "sticker" -> media(type, content, findings);
            case "location" -> location(content, findings);
            case "interactive" -> InteractiveRules.check(content, findings);
            case "contacts", "reaction" -> {
                if (Json.lacks(body, type)) {
                    findings.add(GraphError.missing(type));
                }
            }
            default ->
                    findings.add(
                            GraphError.parameter(
                                    "Param type must be one of {AUDIO, CONTACTS,"
                                            + " DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER,"
                                            + " TEMPLATE, TEXT, VIDEO} - got \""
                                            + type
                                            + "\"."));
        }
    }

    private static void media(String type, JsonNode content, GraphFindings findings) {
        if (!content.isObject()) {
            findings.add(GraphError.missing(type));
            return;
        }
        InteractiveRules.media(content, type, findings);
    }

    private static void location(JsonNode location, GraphFindings findings) {
        double lat = location.path("latitude").asDouble(Double.NaN);
        double lon = location.path("longitude").asDouble(Double.NaN);
        if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
            findings.add(GraphError.missing("location.latitude and location.longitude"));
        }
    }
}
