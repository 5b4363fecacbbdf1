package org.parley.core.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
public record NewTemplate(
        String name,
        String language,
        String category,
        @Nullable TemplateHeader header,
        String body,
        List<String> examples,
        @Nullable String footer,
        List<TemplateButton> buttons) {

    public NewTemplate {
        examples = examples == null ? List.of() : List.copyOf(examples);
        buttons = buttons == null ? List.of() : List.copyOf(buttons);
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

    /// What is wrong with it whoever approves it, by field; empty when nothing is.
    public List<FieldProblem> problems() {
        List<FieldProblem> problems = new ArrayList<>();
        if (name == null || !name.matches("[a-z0-9_]{1,512}")) {
            problems.add(
                    new FieldProblem("name", "A name is 1 to 512 of a-z, 0-9 and underscores"));
        }
        if (language == null || !language.matches("[a-z]{2,3}(_[A-Z]{2})?")) {
            problems.add(new FieldProblem("language", "A language is such as de or en_US"));
        }
        if (category == null || !category.matches("[a-z_]{1,40}")) {
            problems.add(new FieldProblem("category", "A category is such as marketing"));
        }
        if (body == null || body.isBlank()) {
            problems.add(new FieldProblem("body", "A template has a body"));
        }
        for (int i = 0; i < buttons.size(); i++) {
            TemplateButton button = buttons.get(i);
            boolean needs = button.kind() == TapKind.URL || button.kind() == TapKind.CALL;
            if (needs && (button.target() == null || button.target().isBlank())) {
                problems.add(
                        new FieldProblem(
                                "buttons[" + i + "].target",
                                "The button leads to an address or a number"));
            }
        }
        return problems;
    }
}
