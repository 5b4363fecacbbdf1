package org.parley.core.carriage;

/// @param min cards
/// @param max cards
/// @param buttonsNeeded whether each card must have a button
/// @param sameButtons whether all cards must have the same kinds of buttons
public record CarouselRule(
        int min, int max, CardRule card, boolean buttonsNeeded, boolean sameButtons) {

    public CarouselRule(int min, int max, CardRule card) {
        this(min, max, card, false, false);
    }
}
