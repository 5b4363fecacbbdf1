package org.parley.core.carriage;

import org.jspecify.annotations.Nullable;
import org.parley.core.content.Part;

/// The same body with other words.
final class Wordings {

    private Wordings() {}

    /// Whether a body of this kind says anything beside itself.
    static boolean hasText(Part body) {
        return !(body instanceof Part.Location || body instanceof Part.Contact);
    }

    static Part with(Part body, @Nullable String words) {
        String text = words == null ? "" : words;
        return switch (body) {
            case Part.Text _ -> new Part.Text(text);
            case Part.Media media -> Degradation.captioned(media, words);
            case Part.Card(var media, var title, _, var buttons, var fallback) ->
                    new Part.Card(media, title, words, buttons, fallback);
            case Part.Carousel(_, var cards, var fallback) ->
                    new Part.Carousel(words, cards, fallback);
            case Part.ListMenu(_, var button, var sections, var fallback) ->
                    new Part.ListMenu(text, button, sections, fallback);
            case Part.Product(_, var catalogue, var product, var url, var fallback) ->
                    new Part.Product(words, catalogue, product, url, fallback);
            case Part.ProductList(var title, _, var catalogue, var sections, var fallback) ->
                    new Part.ProductList(title, text, catalogue, sections, fallback);
            case Part.Catalogue(_, var product, var fallback) ->
                    new Part.Catalogue(text, product, fallback);
            case Part.Location _, Part.Contact _ -> body;
        };
    }

    /// One below the other.
    static @Nullable String joined(@Nullable String first, @Nullable String second) {
        return first == null ? second : second == null ? first : first + "\n" + second;
    }
}
