package org.parley.sandbox.graph;

import java.util.List;
import java.util.Set;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Structured messages: button, generic (a carousel), media and the shop's kinds.
final class TemplateShape {
    private static final Set<String> BUTTONS = Set.of("web_url", "postback", "phone_number");
    private static final List<String> BESIDE_TITLE =
            List.of("subtitle", "image_url", "default_action", "buttons");
    private static final String PATH = "message[attachment][payload]";

    private final MessagingLimits limits;
    private final GraphFaults faults;

    TemplateShape(MessagingLimits limits, GraphFaults faults) {
        this.limits = limits;
        this.faults = faults;
    }

    void check(JsonNode payload) {
        faults.text(payload, "template_type", PATH + "[template_type]", 30);
        faults.choice(payload, "template_type", PATH + "[template_type]", limits.templates());
        switch (payload.path("template_type").asString("")) {
            case "button" -> {
                faults.text(payload, "text", PATH + "[text]", 640);
                faults.count(payload.path("buttons"), PATH + "[buttons]", 1, 3);
                payload.path("buttons").forEach(this::button);
            }
            case "generic" -> {
                faults.count(payload.path("elements"), PATH + "[elements]", 1, 10);
                payload.path("elements").forEach(this::element);
            }
            case "media" -> {
                faults.count(payload.path("elements"), PATH + "[elements]", 1, 1);
                for (JsonNode element : payload.path("elements")) {
                    faults.choice(
                            element,
                            "media_type",
                            PATH + "[elements][media_type]",
                            Set.of("image", "video"));
                    buttons(element);
                }
            }
            case "product" -> {
                faults.count(payload.path("elements"), PATH + "[elements]", 1, 10);
                payload.path("elements")
                        .forEach(each -> faults.text(each, "id", PATH + "[elements][id]", 60));
            }
            default -> {
                // receipts and coupons are taken as they are
            }
        }
    }

    private void element(JsonNode element) {
        faults.text(element, "title", PATH + "[elements][title]", 80);
        faults.optionalText(element, "subtitle", PATH + "[elements][subtitle]", 80);
        if (!Json.lacks(element, "image_url")) {
            faults.url(element, "image_url", PATH + "[elements][image_url]");
        }
        if (BESIDE_TITLE.stream().allMatch(field -> Json.lacks(element, field))) {
            faults.bad("Incomplete element data: title and at least one other field is required");
        }
        if (!Json.lacks(element, "default_action")) {
            faults.url(element.path("default_action"), "url", PATH + "[elements][default_action]");
        }
        buttons(element);
    }

    private void buttons(JsonNode element) {
        if (!Json.lacks(element, "buttons")) {
            faults.count(element.path("buttons"), PATH + "[elements][buttons]", 1, 3);
            element.path("buttons").forEach(this::button);
        }
    }

    private void button(JsonNode button) {
        String path = PATH + "[buttons]";
        faults.text(button, "type", path + "[type]", 30);
        faults.choice(button, "type", path + "[type]", BUTTONS);
        faults.text(button, "title", path + "[title]", 20);
        switch (button.path("type").asString("")) {
            case "web_url" -> faults.url(button, "url", path + "[url]");
            case "phone_number" -> {
                faults.text(button, "payload", path + "[payload]", 30);
                if (!button.path("payload").asString("").startsWith("+")) {
                    faults.bad("Param " + path + "[payload] must be a phone number with a plus");
                }
            }
            default -> faults.text(button, "payload", path + "[payload]", 1000);
        }
    }
}
