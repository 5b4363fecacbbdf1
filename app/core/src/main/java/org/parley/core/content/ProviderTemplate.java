package org.parley.core.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A template as the provider approved it. It mirrors the message: the body's media in the header,
/// its cards if it is a carousel, and the same kinds of buttons in the same order.
///
/// @param language the provider's code of it
/// @param parameters Liquid texts for the placeholders of the template's body, in order
/// @param names of the parameters, for templates whose placeholders have names; else empty
/// @param header Liquid text for the placeholder of a header that is text
/// @param cards parameters of each card's text, in the order of the body's cards
/// @param offerEnds end of a limited-time offer, for templates that count down to it
public record ProviderTemplate(
        String name,
        String language,
        List<String> parameters,
        List<String> names,
        @Nullable String header,
        List<List<String>> cards,
        @Nullable Instant offerEnds) {

    public ProviderTemplate {
        parameters = parameters == null ? List.of() : List.copyOf(parameters);
        names = names == null ? List.of() : List.copyOf(names);
        cards = cards == null ? List.of() : cards.stream().map(List::copyOf).toList();
    }

    public ProviderTemplate(String name, String language, List<String> parameters) {
        this(name, language, parameters, List.of(), null, List.of(), null);
    }
}
