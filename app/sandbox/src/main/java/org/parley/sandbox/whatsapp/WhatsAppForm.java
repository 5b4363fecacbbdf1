package org.parley.sandbox.whatsapp;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What kind of message it is, as far as taps and prices ask: a template's category, a list, or any
/// other free-form message.
final class WhatsAppForm {
    static final String LIST = "list";

    /// Sent by the Marketing Messages API.
    static final String MARKETING_LITE = "marketing_lite";

    private static final String SERVICE = "service";
    private static final Set<String> CATEGORIES =
            Set.of("marketing", MARKETING_LITE, "utility", "authentication");

    private WhatsAppForm() {}

    static String of(JsonNode body, @Nullable WhatsAppTemplate template) {
        if (template != null) {
            return template.category().name().toLowerCase(Locale.ROOT);
        }
        return body.path("interactive").path("type").asString("").equals("list") ? LIST : SERVICE;
    }

    static boolean isTemplate(String form) {
        return CATEGORIES.contains(form);
    }

    static String category(String form) {
        return isTemplate(form) ? form : SERVICE;
    }
}
