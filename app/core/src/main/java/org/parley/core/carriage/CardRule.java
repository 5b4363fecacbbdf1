package org.parley.core.carriage;

import java.util.Set;
import org.parley.core.content.PartKind;

/// What fits into one card.
///
/// @param media kinds at its head; empty: none
/// @param mediaNeeded whether a card must have one
/// @param titleNeeded whether a card must have a title
public record CardRule(
        Set<PartKind> media,
        boolean mediaNeeded,
        boolean titleNeeded,
        TextLimit title,
        TextLimit text,
        ButtonRule buttons) {

    public CardRule {
        media = Set.copyOf(media);
    }
}
