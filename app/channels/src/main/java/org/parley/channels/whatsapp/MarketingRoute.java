package org.parley.channels.whatsapp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import tools.jackson.databind.node.ObjectNode;

/// Which messages go by the Marketing Messages API: those by a template, but for the templates that
/// Meta says are not of marketing. Only Meta knows the category, and may change it.
final class MarketingRoute {

    /// As many templates as a business account may have.
    private static final int MOST = 6_000;

    private final boolean wanted;
    private final Set<String> otherwise = ConcurrentHashMap.newKeySet();

    MarketingRoute(boolean wanted) {
        this.wanted = wanted;
    }

    /// The template of a message that goes by the Marketing Messages API; null: it does not.
    @Nullable String marketing(byte[] message) {
        ObjectNode body = wanted ? JsonBody.answer(message) : null;
        if (body == null || !body.has("template")) {
            return null;
        }
        String template =
                body.path("template").path("name").asString("")
                        + "/"
                        + body.path("template").path("language").path("code").asString("");
        return otherwise.contains(template) ? null : template;
    }

    /// Meta refused it as no marketing: from now on it goes the usual way.
    void isNotMarketing(String template) {
        if (otherwise.size() < MOST) {
            otherwise.add(template);
        }
    }
}
