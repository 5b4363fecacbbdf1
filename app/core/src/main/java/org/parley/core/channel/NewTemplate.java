package org.parley.core.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// A wording to be approved. Placeholders are `{{1}}`, `{{2}}` and so on, or names.
///
/// @param name lower case, digits and underscores
/// @param language the provider's code of it
/// @param category such as `marketing` or `utility`
/// @param header null: none
/// @param examples a value for each placeholder of the body, in order
/// @param footer null: none
/// @param offer of limited time; null: none
/// @param cards of a carousel, which stands below the body; empty: none
public record NewTemplate(
        String name,
        String language,
        String category,
        @Nullable TemplateHeader header,
        String body,
        List<String> examples,
        @Nullable String footer,
        List<TemplateButton> buttons,
        @Nullable TemplateOffer offer,
        List<TemplateCard> cards) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    public NewTemplate {
        examples = examples == null ? List.of() : List.copyOf(examples);
        buttons = buttons == null ? List.of() : List.copyOf(buttons);
        cards = cards == null ? List.of() : List.copyOf(cards);
    }

    /// Neither an offer nor a carousel.
    public NewTemplate(
            String name,
            String language,
            String category,
            @Nullable TemplateHeader header,
            String body,
            List<String> examples,
            @Nullable String footer,
            List<TemplateButton> buttons) {
        this(name, language, category, header, body, examples, footer, buttons, null, List.of());
    }

    /// @param text of a header in words; may have one placeholder
    /// @param example a value for the placeholder, or the provider's handle of an uploaded sample
    public record TemplateHeader(
            HeaderKind kind, @Nullable String text, @Nullable String example) {}

    public enum HeaderKind {
        TEXT,
        IMAGE,
        VIDEO,
        DOCUMENT;

        /// The stable name in JSON.
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param target address or telephone number
    /// @param example a value for the placeholder of the address, or the code to copy
    public record TemplateButton(
            TapKind kind, String text, @Nullable String target, @Nullable String example) {}

    /// @param text what is offered, in at most 16 characters
    /// @param expires whether each message says when the offer ends
    public record TemplateOffer(String text, boolean expires) {}

    /// One card of a carousel. All cards of one are alike: the same kind of header, a text or none,
    /// the same kinds of buttons in the same order.
    ///
    /// @param header an image or a video
    /// @param body null: none
    /// @param examples a value for each placeholder of the body, in order
    public record TemplateCard(
            TemplateHeader header,
            @Nullable String body,
            List<String> examples,
            List<TemplateButton> buttons) {

        public TemplateCard {
            examples = examples == null ? List.of() : List.copyOf(examples);
            buttons = buttons == null ? List.of() : List.copyOf(buttons);
        }
    }

    public enum TapKind {
        REPLY,
        URL,
        CALL,
        COPY_CODE;

        /// The stable name in JSON.
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The placeholders of a text: numbers or names, each once, in order.
    public static List<String> placeholders(@Nullable String text) {
        return PLACEHOLDER
                .matcher(text == null ? "" : text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /// What is wrong with it whoever approves it, by field such as `cards[1].buttons[0].target`;
    /// empty when nothing is.
    public List<FieldProblem> problems() {
        return TemplateProblems.of(this);
    }
}
