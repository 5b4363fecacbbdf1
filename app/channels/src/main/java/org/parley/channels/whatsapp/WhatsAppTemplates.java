package org.parley.channels.whatsapp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.channels.meta.GraphAnswer;
import org.parley.channels.meta.GraphApi;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.NewTemplate.TemplateButton;
import org.parley.core.channel.NewTemplate.TemplateHeader;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.TemplateReport;
import org.parley.core.channel.TemplateState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/{business account}/message_templates` (Meta, "Template management").
final class WhatsAppTemplates {

    private static final String FIELDS =
            "?fields=name,language,status,category,quality_score,rejected_reason&limit=250";

    /// An account has at most 6,000.
    private static final int MOST_PAGES = 24;

    private static final TemplateAnswer NO_BUSINESS =
            new TemplateAnswer.Refused(
                    "no-business-account",
                    "Templates belong to the business account: enter its id in the account's"
                            + " settings");

    private final GraphApi graph;
    private final @Nullable String business;

    /// @param business Meta's id of the account that owns the number; null: not known
    WhatsAppTemplates(GraphApi graph, @Nullable String business) {
        this.graph = graph;
        this.business = business;
    }

    TemplateAnswer all() {
        if (business == null) {
            return NO_BUSINESS;
        }
        List<TemplateReport> all = new ArrayList<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            ObjectNode body;
            switch (ask(graph.get(edge() + FIELDS + after))) {
                case Asked.Failed(TemplateAnswer why) -> {
                    return why;
                }
                case Asked.Ok(ObjectNode answered) -> body = answered;
            }
            for (JsonNode each : body.path("data")) {
                TemplateReport report = report(each);
                if (report != null) {
                    all.add(report);
                }
            }
            String cursor = JsonBody.text(body.path("paging").path("cursors"), "after");
            if (cursor == null || JsonBody.text(body.path("paging"), "next") == null) {
                return new TemplateAnswer.Told(all);
            }
            after = "&after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        // Part of a list would look as if the rest were gone.
        return new TemplateAnswer.NoAnswer("The list of templates has no end");
    }

    TemplateAnswer create(NewTemplate wanted) {
        if (business == null) {
            return NO_BUSINESS;
        }
        return switch (ask(graph.post(edge(), JsonBody.bytes(request(wanted))))) {
            case Asked.Failed(TemplateAnswer why) -> why;
            case Asked.Ok(ObjectNode answered) -> {
                TemplateState state =
                        WhatsAppTemplateNews.state(answered.path("status").asString("PENDING"));
                String category = WhatsAppTemplateNews.word(answered, "category");
                yield new TemplateAnswer.Told(
                        List.of(
                                new TemplateReport(
                                        wanted.name(),
                                        wanted.language(),
                                        JsonBody.text(answered, "id"),
                                        state == null ? TemplateState.PENDING : state,
                                        null,
                                        category == null ? wanted.category() : category,
                                        null)));
            }
        };
    }

    private String edge() {
        return business + "/message_templates";
    }

    private sealed interface Asked {
        record Ok(ObjectNode body) implements Asked {}

        record Failed(TemplateAnswer why) implements Asked {}
    }

    private static Asked ask(Answer answer) {
        return switch (answer) {
            case Answer.NotSent(var detail) ->
                    new Asked.Failed(new TemplateAnswer.NoAnswer(detail));
            case Answer.NoAnswer(var detail) ->
                    new Asked.Failed(new TemplateAnswer.NoAnswer(detail));
            case Answer.Answered answered ->
                    switch (GraphAnswer.of(answered)) {
                        case GraphAnswer.Ok(var body) -> new Asked.Ok(body);
                        case GraphAnswer.Failed(var code, _, var detail, _) ->
                                new Asked.Failed(
                                        new TemplateAnswer.Refused(Integer.toString(code), detail));
                        case GraphAnswer.Unreadable(var unreadable) ->
                                new Asked.Failed(
                                        new TemplateAnswer.NoAnswer(
                                                "Meta answered "
                                                        + unreadable.status()
                                                        + " without a readable reason"));
                    };
        };
    }

    /// Null where something that we need is missing.
    private static @Nullable TemplateReport report(JsonNode each) {
        String name = JsonBody.text(each, "name");
        String language = JsonBody.text(each, "language");
        TemplateState state = WhatsAppTemplateNews.state(each.path("status").asString(""));
        return name == null || language == null || state == null
                ? null
                : new TemplateReport(
                        name,
                        WhatsAppTemplateNews.language(language),
                        JsonBody.text(each, "id"),
                        state,
                        WhatsAppTemplateNews.reason(each, "rejected_reason"),
                        WhatsAppTemplateNews.word(each, "category"),
                        WhatsAppTemplateNews.word(each.path("quality_score"), "score"));
    }

    private static ObjectNode request(NewTemplate wanted) {
        ObjectNode body = JsonBody.object();
        body.put("name", wanted.name()).put("language", wanted.language());
        body.put("category", wanted.category().toUpperCase(Locale.ROOT));
        ArrayNode components = body.putArray("components");
        if (wanted.header() != null) {
            header(components.addObject().put("type", "HEADER"), wanted.header());
        }
        ObjectNode text = components.addObject().put("type", "BODY").put("text", wanted.body());
        if (!wanted.examples().isEmpty()) {
            ArrayNode values = text.putObject("example").putArray("body_text").addArray();
            wanted.examples().forEach(values::add);
        }
        if (wanted.footer() != null) {
            components.addObject().put("type", "FOOTER").put("text", wanted.footer());
        }
        if (!wanted.buttons().isEmpty()) {
            ArrayNode buttons = components.addObject().put("type", "BUTTONS").putArray("buttons");
            wanted.buttons().forEach(each -> button(buttons.addObject(), each));
        }
        return body;
    }

    private static void header(ObjectNode component, TemplateHeader header) {
        component.put("format", header.kind().name());
        boolean words =
                switch (header.kind()) {
                    case TEXT -> true;
                    case IMAGE, VIDEO, DOCUMENT -> false;
                };
        if (words) {
            component.put("text", header.text());
        }
        if (header.example() != null) {
            component
                    .putObject("example")
                    .putArray(words ? "header_text" : "header_handle")
                    .add(header.example());
        }
    }

    private static void button(ObjectNode node, TemplateButton button) {
        switch (button.kind()) {
            case REPLY -> node.put("type", "QUICK_REPLY").put("text", button.text());
            case URL -> {
                node.put("type", "URL").put("text", button.text()).put("url", button.target());
                if (button.example() != null) {
                    node.putArray("example").add(button.example());
                }
            }
            case CALL ->
                    node.put("type", "PHONE_NUMBER")
                            .put("text", button.text())
                            .put("phone_number", button.target());
            case COPY_CODE -> node.put("type", "COPY_CODE").put("example", button.example());
        }
    }
}
