package org.parley.sandbox.messenger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.parley.sandbox.graph.GraphFault;
import org.parley.sandbox.graph.GraphFaults;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The page's utility templates ("Utility messages"): approved within seconds, checked at each
/// send.
public final class UtilityTemplates {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    /// A wording.
    ///
    /// @param texts by `header` and `body`
    /// @param status APPROVED, PENDING, REJECTED or PAUSED
    private record Wording(
            String name, String language, Map<String, String> texts, String status) {}

    private final Map<String, Wording> wordings = new ConcurrentHashMap<>();

    /// Adds or replaces a wording with a body only.
    ///
    /// @param status only APPROVED can be sent
    public void register(String name, String language, String body, String status) {
        add(new Wording(name, language, Map.of("body", body), status));
    }

    /// `POST /{page}/message_templates`.
    void create(JsonNode request, GraphFaults faults) {
        faults.text(request, "name", "name", 512);
        faults.text(request, "language", "language", 20);
        faults.text(request, "category", "category", 20);
        faults.choice(request, "category", "category", Set.of("UTILITY"));
        if (!request.path("name").asString("x").matches("[a-z0-9_]+")) {
            faults.bad("Param name must be lower-case letters, digits and underscores");
        }
        Map<String, String> texts = new ConcurrentHashMap<>();
        for (JsonNode component : request.path("components")) {
            texts.put(
                    component.path("type").asString("").toLowerCase(Locale.ROOT),
                    component.path("text").asString(""));
        }
        if (texts.getOrDefault("body", "").isBlank()) {
            faults.bad("Param components must hold a body");
        }
        if (faults.first().isEmpty()) {
            add(
                    new Wording(
                            request.path("name").asString(""),
                            request.path("language").asString(""),
                            texts,
                            "APPROVED"));
        }
    }

    ObjectNode list() {
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        for (Wording each : wordings.values()) {
            data.addObject()
                    .put("name", each.name())
                    .put("language", each.language())
                    .put("category", "UTILITY")
                    .put("status", each.status());
        }
        return answer;
    }

    /// A message that fills a wording in.
    void check(JsonNode template, GraphFaults faults) {
        String name = template.path("name").asString("");
        String language = template.path("language").path("code").asString("");
        faults.text(template, "name", "message[template][name]", 512);
        faults.text(template.path("language"), "code", "message[template][language][code]", 20);
        Optional<Wording> found = Optional.ofNullable(wordings.get(key(name, language)));
        if (found.isEmpty() || !found.get().status().equals("APPROVED")) {
            faults.bad(
                    "Template %s does not exist in %s or is not approved"
                            .formatted(name, language));
            return;
        }
        for (String part : List.of("header", "body")) {
            parameters(part, found.get().texts().getOrDefault(part, ""), template, faults);
        }
    }

    private static void parameters(
            String part, String wording, JsonNode template, GraphFaults faults) {
        Set<String> expected = placeholders(wording);
        int given = 0;
        for (JsonNode component : template.path("components")) {
            if (component.path("type").asString("").equalsIgnoreCase(part)) {
                for (JsonNode parameter : component.path("parameters")) {
                    given++;
                    faults.text(parameter, "text", "message[template][parameters][text]", 1024);
                    named(expected, parameter, faults);
                }
            }
        }
        if (given != expected.size()) {
            faults.add(
                    GraphFault.parameter(
                            "Number of parameters (%d) of the %s does not match the expected (%d)"
                                    .formatted(given, part, expected.size())));
        }
    }

    private static void named(Set<String> expected, JsonNode parameter, GraphFaults faults) {
        boolean byName = expected.stream().anyMatch(name -> !name.matches("\\d+"));
        if (byName && !expected.contains(parameter.path("parameter_name").asString(""))) {
            faults.bad("Parameter name is missing or not in the template");
        }
    }

    private void add(Wording wording) {
        wordings.put(key(wording.name(), wording.language()), wording);
    }

    private static Set<String> placeholders(String text) {
        Set<String> names = new LinkedHashSet<>();
        PLACEHOLDER.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static String key(String name, String language) {
        return name + "\n" + language;
    }
}
