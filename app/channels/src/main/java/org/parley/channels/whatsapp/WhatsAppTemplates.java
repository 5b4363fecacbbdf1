package org.parley.channels.whatsapp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.meta.GraphAnswer;
import org.parley.channels.meta.GraphApi;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.TemplateReport;
import org.parley.core.channel.TemplateState;
import tools.jackson.databind.JsonNode;
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
        return switch (ask(
                graph.post(edge(), JsonBody.bytes(WhatsAppTemplateRequest.of(wanted))))) {
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
}
