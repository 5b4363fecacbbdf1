package org.parley.core.content;

import java.util.Locale;

/// The kinds of buttons.
public enum ButtonKind {
    REPLY,
    URL,
    CALL,
    LOCATION_REQUEST,
    SHARE_CONTACT,
    COPY_CODE,
    PRODUCT,
    FORM;

    /// As it stands in JSON.
    public String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For people: `copy code`.
    public String noun() {
        return type().replace('_', ' ');
    }
}
