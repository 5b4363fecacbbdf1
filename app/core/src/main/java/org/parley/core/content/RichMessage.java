package org.parley.core.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException.FieldProblem;

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

    /// Everything that is wrong with it on whatever channel; empty when it may be stored. Syntax of
    /// the Liquid texts is {@link MessageRenderer}'s to check.
    public List<FieldProblem> problems() {
        return MessageProblems.of(this);
    }

    /// The addresses of its URL buttons. A link's index, by which clicks are counted, is its
    /// position here, from 0.
    public List<UrlButton> links() {
        return buttons.stream()
                .filter(UrlButton.class::isInstance)
                .map(UrlButton.class::cast)
                .toList();
    }

    /// A picture at a public HTTPS address.
    ///
    /// @param alt what it shows, for those who do not see it; a Liquid text of at most 500
    ///   characters
    public record Image(URI url, String alt) {}

    /// At most 100 characters of text; channels allow less and say so when the message is checked.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ReplyButton.class, name = "reply"),
        @JsonSubTypes.Type(value = UrlButton.class, name = "url")
    })
    public sealed interface Button {
        String text();
    }

    /// Sends `payload` back as an answer.
    ///
    /// @param payload 1 to 256 characters, the same for all contacts
    public record ReplyButton(String text, String payload) implements Button {}

    /// Opens an address through a tracked link. The address is fixed for all contacts.
    public record UrlButton(String text, URI url) implements Button {}

    /// A template as the provider knows it. It mirrors the message: a picture in the header if the
    /// message has one, and the same kinds of buttons in the same order.
    ///
    /// @param parameters Liquid texts for the placeholders of the template's body, in order
    public record ProviderTemplate(String name, String language, List<String> parameters) {
        public ProviderTemplate {
            parameters = parameters == null ? List.of() : List.copyOf(parameters);
        }
    }
}
