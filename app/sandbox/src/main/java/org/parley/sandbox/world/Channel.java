package org.parley.sandbox.world;

import java.util.Locale;

/// A channel that the sandbox plays the provider of.
public enum Channel {
    VIBER,
    WHATSAPP,
    EMAIL;

    /// One spelling per address: WhatsApp in digits as its `wa_id`, e-mail in lower case.
    public String normalise(String address) {
        return switch (this) {
            case VIBER -> address.strip();
            case WHATSAPP -> digits(address);
            case EMAIL -> address.strip().toLowerCase(Locale.ROOT);
        };
    }

    /// Reads the name used by the control API, in any case.
    public static Channel of(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }

    private static String digits(String address) {
        StringBuilder digits = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
