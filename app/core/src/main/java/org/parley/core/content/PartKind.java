package org.parley.core.content;

import java.util.Locale;

/// The kinds of a message's body.
public enum PartKind {
    TEXT,
    IMAGE,
    VIDEO,
    AUDIO,
    FILE,
    LOCATION,
    CONTACT,
    CARD,
    CAROUSEL,
    LIST,
    PRODUCT,
    PRODUCT_LIST,
    CATALOGUE;

    /// As it stands in JSON.
    public String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For people: `product list`.
    public String noun() {
        return type().replace('_', ' ');
    }
}
