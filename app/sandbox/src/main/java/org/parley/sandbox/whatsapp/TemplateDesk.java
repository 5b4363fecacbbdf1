package org.parley.sandbox.whatsapp;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Category;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/{business account}/message_templates`: created, looked through, and judged by webhooks.
final class TemplateDesk {
    private static final int MOST_AN_HOUR = 100;
    private static final int USUAL_PAGE = 25;
    private static final long HOUR_MILLIS = 3_600_000;

    private final WhatsAppNumber number;
    private final WhatsAppTemplates templates;
    private final Webhooks webhooks;
    private final Deque<Long> created = new ArrayDeque<>();

    TemplateDesk(WhatsAppNumber number, WhatsAppTemplates templates, Webhooks webhooks) {
        this.number = number;
        this.templates = templates;
        this.webhooks = webhooks;
    }

    /// The wording as asked for, or what is wrong with it. Meta looks at it for a while.
    WhatsAppTemplate create(JsonNode request, GraphFindings findings) {
        findings.text(request, "name", "name", 512);
        findings.text(request, "language", "language", 20);
        findings.text(request, "category", "category", 20);
        if (!takeOne()) {
            findings.add(new GraphError(80008, "too many templates were created in an hour"));
        }
        try {
            WhatsAppTemplate template = TemplateReader.read(request, findings);
            if (findings.clean()) {
                templates.register(template);
            }
            return template;
        } catch (IllegalArgumentException wrong) {
            findings.add(GraphError.parameter(String.valueOf(wrong.getMessage())));
            return WhatsAppTemplate.ofText("refused", "en", "refused");
        }
    }

    /// One page of the list, in the order of names.
    ///
    /// @param query may say how many (`limit`) and behind which (`after`)
    ObjectNode list(Form query) {
        List<WhatsAppTemplate> all =
                templates.all().stream()
                        .sorted(
                                Comparator.comparing(WhatsAppTemplate::name)
                                        .thenComparing(WhatsAppTemplate::language))
                        .toList();
        int from = Math.min(number(query.first("after"), 0), all.size());
        int to = Math.min(from + number(query.first("limit"), USUAL_PAGE), all.size());
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        for (WhatsAppTemplate each : all.subList(from, to)) {
            ObjectNode node = data.addObject();
            node.put("id", id(each)).put("name", each.name()).put("language", each.language());
            node.put("status", each.status().name()).put("category", each.category().name());
            node.putArray("components").addObject().put("type", "BODY").put("text", each.body());
        }
        ObjectNode paging = answer.putObject("paging");
        paging.putObject("cursors")
                .put("before", Integer.toString(from))
                .put("after", Integer.toString(to));
        if (to < all.size()) {
            paging.put("next", "the same address with after=" + to);
        }
        return answer;
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    /// Changes what Meta thinks of a template and says so.
    void judge(String name, String language, Status status, @Nullable String reason) {
        WhatsAppTemplate template = need(name, language).withStatus(status);
        templates.register(template);
        ObjectNode value = about(template).put("event", status.name());
        value.put("reason", reason == null ? "NONE" : reason);
        webhooks.post(number.sign("message_template_status_update", value));
    }

    /// @param quality GREEN, YELLOW, RED or UNKNOWN
    void quality(String name, String language, String before, String quality) {
        ObjectNode value = about(need(name, language));
        value.put("previous_quality_score", before).put("new_quality_score", quality);
        webhooks.post(number.sign("message_template_quality_update", value));
    }

    /// Counts a template otherwise from now on and says so.
    void classify(String name, String language, Category category) {
        WhatsAppTemplate before = need(name, language);
        templates.register(before.withCategory(category));
        ObjectNode value = about(before);
        value.put("previous_category", before.category().name());
        value.put("new_category", category.name());
        webhooks.post(number.sign("template_category_update", value));
    }

    static String id(WhatsAppTemplate template) {
        return Long.toString(
                10_000_000_000L
                        + Integer.toUnsignedLong(
                                (template.name() + template.language()).hashCode()));
    }

    private WhatsAppTemplate need(String name, String language) {
        Optional<WhatsAppTemplate> template = templates.find(name, language);
        return template.orElseThrow(
                () -> new IllegalArgumentException("no template " + name + " in " + language));
    }

    private static ObjectNode about(WhatsAppTemplate template) {
        return Json.object()
                .put("message_template_id", Long.parseLong(id(template)))
                .put("message_template_name", template.name())
                .put("message_template_language", template.language());
    }

    private synchronized boolean takeOne() {
        long now = number.now();
        while (!created.isEmpty() && now - created.getFirst() >= HOUR_MILLIS) {
            created.removeFirst();
        }
        if (created.size() >= MOST_AN_HOUR) {
            return false;
        }
        created.addLast(now);
        return true;
    }
}
