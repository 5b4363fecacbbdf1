package org.parley.core.content;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.parley.core.kernel.Channel;

/// A wording as it would look filled in, without knowing the contact: good enough to hold it
/// against a channel's limits before anybody gets it.
public enum Skeleton {
    /// What every contact gets at least: values of one character, and one character for a text with
    /// branches.
    LEAST {
        @Override
        String fill(String template) {
            return CONTROL.matcher(template).find() ? "x" : VALUE.matcher(template).replaceAll("x");
        }
    },
    /// What some contacts may get: values of 20 characters and all branches.
    LARGE {
        @Override
        String fill(String template) {
            return CONTROL.matcher(VALUE.matcher(template).replaceAll("x".repeat(20)))
                    .replaceAll("");
        }
    };

    private static final Pattern VALUE = Pattern.compile("\\{\\{.*?\\}\\}", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("\\{%.*?%\\}", Pattern.DOTALL);

    /// Stands for a tracked link, which is about as long.
    private static final URI LINK = URI.create("https://links.example.com/r/" + "x".repeat(40));

    abstract String fill(String template);

    public RenderedMessage of(Content content, Channel channel) {
        Filling.Texts texts = (_, text) -> text.indexOf('{') < 0 ? text : fill(text);
        ProviderTemplate template = content.templates().get(channel);
        return new RenderedMessage(
                Filling.of(content, texts, (_, _) -> LINK),
                template == null ? null : Filling.of(Place.ROOT, template, texts),
                content.standIns().stream()
                        .collect(
                                Collectors.toMap(Content.Link::url, _ -> LINK, (link, _) -> link)));
    }
}
