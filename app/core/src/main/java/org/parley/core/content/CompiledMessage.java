package org.parley.core.content;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.internal.Blank;
import org.parley.core.content.internal.LiquidTemplate;
import org.parley.core.content.internal.MissingValueException;

/// A message whose templates are parsed, for one channel. Immutable and thread-safe: one instance
/// serves a whole run.
public final class CompiledMessage {

    /// The contact's field that picks the wording.
    private static final String LANGUAGE = "language";

    private final Wording content;
    private final Map<String, Wording> locales;
    private final Map<URI, Integer> standIns;

    CompiledMessage(Wording content, Map<String, Wording> locales, Map<URI, Integer> standIns) {
        this.content = content;
        this.locales = Map.copyOf(locales);
        this.standIns = Map.copyOf(standIns);
    }

    /// @param texts of the body, parsed, by their source
    /// @param templateTexts likewise of the template
    record Wording(
            Content content,
            @Nullable ProviderTemplate template,
            Map<String, LiquidTemplate> texts,
            Map<String, LiquidTemplate> templateTexts) {

        @Nullable LiquidTemplate parsed(String source) {
            LiquidTemplate text = texts.get(source);
            return text == null ? templateTexts.get(source) : text;
        }

        SortedSet<String> variables() {
            SortedSet<String> names = variables(texts);
            names.addAll(variables(templateTexts));
            return names;
        }

        boolean lacks(String variable) {
            return !variables(texts).contains(variable)
                    || (template != null && !variables(templateTexts).contains(variable));
        }

        private static SortedSet<String> variables(Map<String, LiquidTemplate> texts) {
            SortedSet<String> names = new TreeSet<>();
            texts.values().forEach(text -> names.addAll(text.variables()));
            return names;
        }
    }

    /// Names that its texts look up, printed or tested.
    public SortedSet<String> variables() {
        SortedSet<String> names = content.variables();
        locales.values().forEach(wording -> names.addAll(wording.variables()));
        return names;
    }

    /// Whether a wording leaves this name out, in its body or in its template for the provider:
    /// whoever is sent the one does not see the other.
    public boolean lacks(String variable) {
        return Stream.concat(Stream.of(content), locales.values().stream())
                .anyMatch(wording -> wording.lacks(variable));
    }

    private Map<URI, URI> tracked(Content wording, LinkTracker links) {
        Map<URI, URI> tracked = new HashMap<>();
        for (Content.Link each : wording.standIns()) {
            Integer index = standIns.get(each.url());
            if (index != null) {
                tracked.put(each.url(), links.tracked(index, each.url()));
            }
        }
        return tracked;
    }

    /// Fills it in for one contact, in the wording of the contact's `language`.
    ///
    /// @param variables the contact's fields by name; null and blank values count as absent
    public Rendering render(Map<String, ?> variables, LinkTracker links) {
        Map<String, Object> present = new HashMap<>();
        variables.forEach((name, value) -> {
            if (!Blank.is(value)) {
                present.put(name, value);
            }
        });
        Wording wording =
                RichMessage.pick(
                        locales,
                        content,
                        present.get(LANGUAGE) instanceof String language ? language : null);
        Filling.Texts texts =
                (_, source) -> {
                    LiquidTemplate text = wording.parsed(source);
                    return text == null ? source : text.render(present);
                };
        int[] link = {0};
        try {
            Content filled =
                    Filling.of(
                            wording.content(),
                            texts,
                            (_, target) -> links.tracked(link[0]++, target));
            ProviderTemplate template = wording.template();
            return new Rendering.Rendered(
                    new RenderedMessage(
                            filled,
                            template == null ? null : Filling.of(Place.ROOT, template, texts),
                            tracked(wording.content(), links)));
        } catch (MissingValueException e) {
            return new Rendering.MissingVariable(e.name());
        }
    }
}
