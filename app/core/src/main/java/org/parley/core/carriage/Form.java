package org.parley.core.carriage;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.PartKind;

/// One shape of message of a provider: which bodies it takes and what may stand beside them.
///
/// @param name the provider's word for it
/// @param bodies kinds of body
/// @param text of the body: the text itself, or the caption. {@link TextLimit#NONE}: the body goes
///   without
/// @param textNeeded whether the body must have a text
/// @param buttons at the message
/// @param quickReplies beside the message
/// @param needs the form is for messages with a button of one of these kinds; empty: for all
public record Form(
        String name,
        Set<PartKind> bodies,
        TextLimit text,
        boolean textNeeded,
        ButtonRule buttons,
        ButtonRule quickReplies,
        Set<ButtonKind> needs) {

    public Form {
        bodies = Set.copyOf(bodies);
        needs = Set.copyOf(needs);
    }

    /// Without buttons.
    public static Form of(String name, TextLimit text, PartKind... bodies) {
        return new Form(
                name, Set.of(bodies), text, false, ButtonRule.NONE, ButtonRule.NONE, Set.of());
    }

    public Form buttons(ButtonRule rule) {
        return new Form(name, bodies, text, textNeeded, rule, quickReplies, needs);
    }

    public Form quickReplies(ButtonRule rule) {
        return new Form(name, bodies, text, textNeeded, buttons, rule, needs);
    }

    public Form needs(ButtonKind... kinds) {
        return new Form(name, bodies, text, textNeeded, buttons, quickReplies, Set.of(kinds));
    }

    public Form withText() {
        return new Form(name, bodies, text, true, buttons, quickReplies, needs);
    }

    /// Whether this text has its place here, however long.
    boolean hasPlaceFor(@Nullable String words) {
        boolean silent = words == null || words.isBlank();
        return silent ? !textNeeded : text.takesText();
    }
}
