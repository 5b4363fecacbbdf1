package org.parley.sandbox.world;

import java.util.Locale;

/// What an address is made of, and its one spelling.
public enum AddressForm {
    /// The provider's own id of a person, told to nobody else.
    OPAQUE {
        @Override
        String normalise(String address) {
            return address.strip();
        }
    },
    /// A telephone number in digits, as WhatsApp's `wa_id`.
    PHONE {
        @Override
        String normalise(String address) {
            StringBuilder digits = new StringBuilder(address.length());
            for (int i = 0; i < address.length(); i++) {
                char c = address.charAt(i);
                if (c >= '0' && c <= '9') {
                    digits.append(c);
                }
            }
            return digits.toString();
        }
    },
    /// A mailbox in lower case.
    MAILBOX {
        @Override
        String normalise(String address) {
            return address.strip().toLowerCase(Locale.ROOT);
        }
    };

    abstract String normalise(String address);
}
