package org.parley.channels.wire;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RichMessage;
import org.parley.core.content.RichMessage.Image;
import org.parley.core.content.RichMessage.ProviderTemplate;
import org.parley.core.content.RichMessage.ReplyButton;
import org.parley.core.content.RichMessage.UrlButton;
import org.parley.core.kernel.Channel;

/// A message as it would look filled in, without knowing the contact: good enough to hold it
/// against a provider's limits before anybody gets it.
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

    public RenderedMessage of(RichMessage message, Channel channel) {
        List<RenderedMessage.Button> buttons = new ArrayList<>();
        for (RichMessage.Button button : message.buttons()) {
            buttons.add(
                    switch (button) {
                        case ReplyButton(String text, String payload) ->
                                new RenderedMessage.Reply(fill(text), payload);
                        case UrlButton(String text, _) ->
                                new RenderedMessage.Link(fill(text), LINK);
                    });
        }
        Image image = message.image();
        return new RenderedMessage(
                message.subject() == null ? null : fill(message.subject()),
                fill(message.text()),
                image == null ? null : new Image(image.url(), fill(image.alt())),
                buttons,
                template(message.templates().get(channel)));
    }

    private RenderedMessage.@Nullable Template template(@Nullable ProviderTemplate template) {
        return template == null
                ? null
                : new RenderedMessage.Template(
                        template.name(),
                        template.language(),
                        template.parameters().stream().map(this::fill).toList());
    }
}
