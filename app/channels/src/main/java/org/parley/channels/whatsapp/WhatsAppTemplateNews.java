package org.parley.channels.whatsapp;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.InboundEvent.TemplateNews;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.TemplateChange;
import org.parley.core.channel.TemplateState;
import tools.jackson.databind.JsonNode;

/// What Meta says of templates (Graph API, "Webhooks", fields of a WhatsApp business account, and
/// "Template status").
final class WhatsAppTemplateNews {

    /// Statuses of the list and events of the webhook, which share most words.
    private static final Map<String, TemplateState> STATES =
            Map.ofEntries(
                    Map.entry("PENDING", TemplateState.PENDING),
                    Map.entry("IN_APPEAL", TemplateState.PENDING),
                    Map.entry("APPROVED", TemplateState.APPROVED),
                    Map.entry("REINSTATED", TemplateState.APPROVED),
                    // Disliked, and still sent.
                    Map.entry("FLAGGED", TemplateState.APPROVED),
                    Map.entry("PAUSED", TemplateState.PAUSED),
                    Map.entry("REJECTED", TemplateState.REJECTED),
                    Map.entry("DISABLED", TemplateState.DISABLED),
                    Map.entry("PENDING_DELETION", TemplateState.DISABLED),
                    Map.entry("DELETED", TemplateState.DISABLED));

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z_]{2,20}");
    private static final Pattern WORD = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    private WhatsAppTemplateNews() {}

    /// Null for a word of a later version.
    static @Nullable TemplateState state(String word) {
        return STATES.get(word.toUpperCase(Locale.ROOT));
    }

    /// Meta's word for a reason; null where it says that there is none.
    static @Nullable String reason(JsonNode node, String field) {
        String word = JsonBody.text(node, field);
        return word == null || word.equalsIgnoreCase("NONE")
                ? null
                : CONTROLS.matcher(word).replaceAll(" ");
    }

    /// Lower case; null when it is absent or no word.
    static @Nullable String word(JsonNode node, String field) {
        String word = node.path(field).asString("").toLowerCase(Locale.ROOT);
        return WORD.matcher(word).matches() ? word : null;
    }

    /// `en_US`, which webhooks write `en-US`.
    static String language(String code) {
        return code.replace('-', '_');
    }

    /// The news of one change; empty when it says nothing that we keep. A change without the time
    /// of its entry is left to the next look at the list, because its place among others is not
    /// known.
    static List<TemplateNews> read(JsonNode entry, String field, JsonNode value) {
        TemplateChange change = change(field, value);
        if (change == null || JsonBody.text(entry, "time") == null) {
            return List.of();
        }
        String name = JsonBody.required(value, "message_template_name", field);
        String language = language(JsonBody.required(value, "message_template_language", field));
        if (!NAME.matcher(name).matches() || !LANGUAGE.matcher(language).matches()) {
            throw new MalformedWebhookException("No template's name and language at " + field);
        }
        Instant at = JsonBody.time(entry, "time", "entry", false);
        return List.of(new TemplateNews(name, language, change, at));
    }

    private static @Nullable TemplateChange change(String field, JsonNode value) {
        return switch (field) {
            case "message_template_status_update" -> judged(value, field);
            case "message_template_quality_update" -> {
                String quality = word(value, "new_quality_score");
                yield quality == null ? null : new TemplateChange.Rated(quality);
            }
            case "template_category_update" -> {
                String category = word(value, "new_category");
                yield category == null ? null : new TemplateChange.Classified(category);
            }
            default -> null;
        };
    }

    private static TemplateChange.@Nullable Judged judged(JsonNode value, String field) {
        String event = JsonBody.required(value, "event", field);
        TemplateState state = state(event);
        String reason = reason(value, "reason");
        boolean flagged = event.equalsIgnoreCase("FLAGGED");
        return state == null
                ? null
                : new TemplateChange.Judged(state, reason == null && flagged ? event : reason);
    }
}
