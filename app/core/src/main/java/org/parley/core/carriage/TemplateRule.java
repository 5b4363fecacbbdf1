package org.parley.core.carriage;

import java.util.Map;
import java.util.Set;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.PartKind;

/// What an approved template of the provider can mirror of a message.
///
/// @param text all parameters of the body together
/// @param bodies kinds of body; media stand in the header
/// @param buttons how many of each kind; a kind that is missing cannot be there
/// @param maxButtons in all
/// @param repliesTogether whether reply buttons must stand side by side
/// @param code what a copy button may copy
/// @param minCards of a carousel
/// @param maxCards of a carousel
/// @param cardText all parameters of a card's text together
/// @param cardButtons of each card
/// @param offers whether a template may count down to the end of an offer
public record TemplateRule(
        TextLimit text,
        Set<PartKind> bodies,
        Map<ButtonKind, Integer> buttons,
        int maxButtons,
        boolean repliesTogether,
        TextLimit code,
        int minCards,
        int maxCards,
        TextLimit cardText,
        int cardButtons,
        boolean offers) {

    public TemplateRule {
        bodies = Set.copyOf(bodies);
        buttons = Map.copyOf(buttons);
    }
}
