package org.parley.core.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// What a marketer writes once. Texts are Liquid templates over the contact's fields (`first_name`,
/// `last_name`, `country`, `language`, `external_id` and the contact's attributes by name).
///
/// @param version of this JSON form; 1
/// @param subject for channels that have one; at most 200 characters
/// @param text body; at most 7,000 characters
/// @param buttons at most 3
/// @param templates by channel: the provider-approved template that carries this message where the
///   channel asks for one
public record RichMessage(
        int version,
        @Nullable String subject,
        String text,
        @Nullable Image image,
        List<Button> buttons,
        Map<Channel, ProviderTemplate> templates) {

    public RichMessage {
        buttons = buttons == null ? List.of() : List.copyOf(buttons);
        templates = templates == null ? Map.of() : Map.copyOf(templates);
    }

    /// A picture at a public HTTPS address.
    public record Image(URI url, String alt) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ReplyButton.class, name = "reply"),
        @JsonSubTypes.Type(value = UrlButton.class, name = "url")
    })
    public sealed interface Button {
        String text();
    }

    /// Sends `payload` back as an answer.
    public record ReplyButton(String text, String payload) implements Button {}

    /// Opens an address through a tracked link. The address is fixed for all contacts.
    public record UrlButton(String text, URI url) implements Button {}

    /// A template as the provider knows it.
    ///
    /// @param parameters Liquid texts for the placeholders of the template's body, in order
    public record ProviderTemplate(String name, String language, List<String> parameters) {
        public ProviderTemplate {
            parameters = parameters == null ? List.of() : List.copyOf(parameters);
        }
    }
}
