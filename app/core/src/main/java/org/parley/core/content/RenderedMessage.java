package org.parley.core.content;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.RichMessage.Image;

/// A rich message with every template filled in for one contact, ready for a channel to compile.
///
/// @param template filled provider template of the channel it goes out on, if the message has one
public record RenderedMessage(
        @Nullable String subject,
        String text,
        @Nullable Image image,
        List<Button> buttons,
        @Nullable Template template) {

    public RenderedMessage {
        buttons = List.copyOf(buttons);
    }

    public sealed interface Button {
        String text();
    }

    public record Reply(String text, String payload) implements Button {}

    /// @param url the tracked address that the person opens
    public record Link(String text, URI url) implements Button {}

    public record Template(String name, String language, List<String> parameters) {
        public Template {
            parameters = List.copyOf(parameters);
        }
    }
}
