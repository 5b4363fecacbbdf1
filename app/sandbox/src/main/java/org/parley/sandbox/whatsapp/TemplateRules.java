package org.parley.sandbox.whatsapp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// "Template messages" of the Cloud API: the parameters must fit the approved wording.
final class TemplateRules {
    private static final int LONGEST_BODY = 1024;

    private final WhatsAppTemplates templates;

    TemplateRules(WhatsAppTemplates templates) {
        this.templates = templates;
    }

    /// The template that the request names, checked; empty after a finding.
    Optional<WhatsAppTemplate> check(JsonNode request, GraphFindings findings) {
        findings.text(request, "name", "template.name", 512);
        findings.text(request.path("language"), "code", "template.language.code", 20);
        if (!findings.clean()) {
            return Optional.empty();
        }
        String name = request.path("name").asString("");
        String language = request.path("language").path("code").asString("");
        Optional<WhatsAppTemplate> found = templates.find(name, language);
        if (found.isEmpty()) {
            findings.add(
                    new GraphError(
                            GraphError.NO_TEMPLATE,
                            "template name (%s) does not exist in %s".formatted(name, language)));
            return Optional.empty();
        }
        WhatsAppTemplate template = found.get();
        switch (template.status()) {
            case PAUSED ->
                    findings.add(
                            new GraphError(
                                    GraphError.TEMPLATE_PAUSED,
                                    "template (%s) is paused due to low quality".formatted(name)));
            case DISABLED ->
                    findings.add(
                            new GraphError(
                                    GraphError.TEMPLATE_DISABLED,
                                    "template (%s) is disabled".formatted(name)));
            case PENDING, REJECTED ->
                    findings.add(
                            new GraphError(
                                    GraphError.NO_TEMPLATE,
                                    "template (%s) is not approved".formatted(name)));
            case APPROVED -> components(template, request.path("components"), findings);
        }
        return findings.clean() ? found : Optional.empty();
    }

    private static void components(
            WhatsAppTemplate template, JsonNode components, GraphFindings findings) {
        JsonNode header = null;
        JsonNode body = null;
        JsonNode offer = null;
        JsonNode carousel = null;
        Map<Integer, JsonNode> buttons = new HashMap<>();
        for (JsonNode component : components) {
            switch (component.path("type").asString("").toLowerCase(Locale.ROOT)) {
                case "header" -> header = component;
                case "body" -> body = component;
                case "button" -> buttons.put(component.path("index").asInt(-1), component);
                case "limited_time_offer" -> offer = component;
                case "carousel" -> carousel = component;
                default ->
                        findings.add(
                                GraphError.parameter("template.components[].type is not valid"));
            }
        }
        header(template.header(), template.headerPlaceholders(), parameters(header), findings);
        body(template, parameters(body), findings);
        offer(template, parameters(offer), findings);
        CarouselRules.check(template, carousel, findings);
        buttons(template.buttons(), buttons, findings);
    }

    /// Where the template says so, the message tells when the offer ends, in milliseconds.
    private static void offer(
            WhatsAppTemplate template, List<JsonNode> given, GraphFindings findings) {
        boolean expires = template.offer() != null && template.offer().expires();
        count("limited_time_offer", given.size(), expires ? 1 : 0, findings);
        for (JsonNode parameter : given) {
            JsonNode end = parameter.path("limited_time_offer").path("expiration_time_ms");
            if (!end.isIntegralNumber() || end.asLong() <= 0) {
                findings.add(
                        GraphError.missing(
                                "template.components[limited_time_offer].expiration_time_ms"));
            }
        }
    }

    static List<JsonNode> parameters(@Nullable JsonNode component) {
        return component == null ? List.of() : component.path("parameters").valueStream().toList();
    }

    static void header(
            WhatsAppTemplate.Header expected,
            Set<String> placeholders,
            List<JsonNode> given,
            GraphFindings findings) {
        switch (expected) {
            case NONE -> count("header", given.size(), 0, findings);
            case TEXT -> count("header", given.size(), placeholders.size(), findings);
            case IMAGE, VIDEO, DOCUMENT -> {
                String kind = expected.name().toLowerCase(Locale.ROOT);
                if (given.size() != 1 || !given.get(0).path("type").asString("").equals(kind)) {
                    findings.add(
                            new GraphError(
                                    GraphError.PARAMETER_FORMAT,
                                    "header: Format mismatch, expected %s, received %s"
                                            .formatted(
                                                    expected,
                                                    given.isEmpty()
                                                            ? "UNKNOWN"
                                                            : given.get(0)
                                                                    .path("type")
                                                                    .asString("UNKNOWN")
                                                                    .toUpperCase(Locale.ROOT))));
                    return;
                }
                InteractiveRules.media(
                        given.get(0).path(kind), "template.components[header]." + kind, findings);
            }
        }
    }

    private static void body(
            WhatsAppTemplate template, List<JsonNode> given, GraphFindings findings) {
        Set<String> expected = template.bodyPlaceholders();
        count("body", given.size(), expected.size(), findings);
        int length =
                WhatsAppTemplate.placeholders(template.body()).isEmpty()
                        ? 0
                        : template.body().length();
        for (JsonNode parameter : given) {
            String path = "template.components[body].parameters[]";
            if (template.named()
                    && !expected.contains(parameter.path("parameter_name").asString(""))) {
                findings.add(
                        GraphError.parameter(
                                "body: Parameter name is missing or empty, or not in the"
                                        + " template"));
            }
            findings.text(parameter, "text", path + ".text", 32768);
            String text = parameter.path("text").asString("");
            if (text.contains("\n") || text.contains("\t") || text.contains("     ")) {
                findings.add(
                        GraphError.parameter(
                                "Param text cannot have new-line/tab characters or more than 4"
                                        + " consecutive spaces"));
            }
            length += text.length();
        }
        if (length > LONGEST_BODY) {
            findings.add(
                    new GraphError(
                            GraphError.TEXT_TOO_LONG,
                            "body: translated text is longer than 1024 characters"));
        }
    }

    static void buttons(
            List<WhatsAppTemplate.Button> expected,
            Map<Integer, JsonNode> given,
            GraphFindings findings) {
        for (int i = 0; i < expected.size(); i++) {
            WhatsAppTemplate.Button button = expected.get(i);
            JsonNode component = given.remove(i);
            if (component == null) {
                if (button.needsParameter()) {
                    findings.add(
                            new GraphError(
                                    GraphError.MISSING,
                                    "buttons: Button at index %d of type %s requires a parameter"
                                            .formatted(i, button.type())));
                }
                continue;
            }
            button(i, button, component, findings);
        }
        if (!given.isEmpty()) {
            findings.add(
                    new GraphError(
                            GraphError.PARAMETER_COUNT,
                            "buttons: no button at index " + given.keySet()));
        }
    }

    private static void button(
            int index, WhatsAppTemplate.Button button, JsonNode component, GraphFindings findings) {
        String subType = component.path("sub_type").asString("").toLowerCase(Locale.ROOT);
        if (!subType.equals(button.type().name().toLowerCase(Locale.ROOT))) {
            findings.add(
                    new GraphError(
                            GraphError.PARAMETER_FORMAT,
                            "buttons: Button at index %d is of type %s, not %s"
                                    .formatted(index, button.type(), subType)));
            return;
        }
        JsonNode parameter = component.path("parameters").path(0);
        String path = "template.components[button %d].parameters[0]".formatted(index);
        switch (button.type()) {
            case QUICK_REPLY -> findings.text(parameter, "payload", path + ".payload", 256);
            case URL -> {
                if (!button.needsParameter()) {
                    findings.add(
                            new GraphError(
                                    GraphError.PARAMETER_FORMAT,
                                    "buttons: Button at index %d of type Url takes no parameter"
                                            .formatted(index)));
                }
                findings.text(parameter, "text", path + ".text", 2000);
            }
            case COPY_CODE -> findings.text(parameter, "coupon_code", path + ".coupon_code", 15);
            case CATALOG, MPM, FLOW -> {
                if (button.needsParameter() || !parameter.isMissingNode()) {
                    findings.text(parameter, "type", path + ".type", 20);
                    if (!parameter.path("action").isObject()) {
                        findings.add(GraphError.missing(path + ".action"));
                    }
                }
            }
            case PHONE_NUMBER -> {
                if (!Json.lacks(component, "parameters")) {
                    findings.add(GraphError.parameter("a phone button takes no parameter"));
                }
            }
        }
    }

    static void count(String part, int given, int expected, GraphFindings findings) {
        if (given != expected) {
            findings.add(
                    new GraphError(
                            GraphError.PARAMETER_COUNT,
                            "%s: number of localizable_params (%d) does not match the expected"
                                            .formatted(part, given)
                                    + " number of params (%d)".formatted(expected)));
        }
    }
}
