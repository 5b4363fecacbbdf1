package org.parley.sandbox.gsm;

import java.util.HashMap;
import java.util.Map;

/// The default alphabet and its extension (3GPP TS 23.038, 6.2.1). Code 27 escapes to the
/// extension, whose characters cost two septets.
public final class GsmAlphabet {
    private static final int ESCAPE = 27;
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Integer, Character> EXTENSION =
            Map.of(
                    10, '\f', 20, '^', 40, '{', 41, '}', 47, '\\', 60, '[', 61, '~', 62, ']', 64,
                    '|', 101, '€');
    private static final Map<Character, Integer> COST = costs();

    private GsmAlphabet() {}

    /// Septets of the text; -1 when a character is not in the alphabet.
    public static int septets(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            Integer cost = COST.get(text.charAt(i));
            if (cost == null) {
                return -1;
            }
            septets += cost;
        }
        return septets;
    }

    /// Parts that the text is sent in: 160 septets alone, 153 in each of several; 70 and 67 UTF-16
    /// units when it is not in the alphabet.
    public static int segments(String text) {
        int septets = septets(text);
        int units = septets < 0 ? text.length() : septets;
        int alone = septets < 0 ? 70 : 160;
        int each = septets < 0 ? 67 : 153;
        return units <= alone ? 1 : (units + each - 1) / each;
    }

    /// The text of unpacked septets, one an octet, as SMPP carries them.
    public static String decode(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length);
        boolean escaped = false;
        for (byte octet : octets) {
            int code = octet & 0x7f;
            if (escaped) {
                text.append(EXTENSION.getOrDefault(code, ' '));
                escaped = false;
            } else if (code == ESCAPE) {
                escaped = true;
            } else {
                text.append(BASIC.charAt(code));
            }
        }
        return text.toString();
    }

    private static Map<Character, Integer> costs() {
        Map<Character, Integer> costs = new HashMap<>();
        for (int code = 0; code < BASIC.length(); code++) {
            if (code != ESCAPE) {
                costs.put(BASIC.charAt(code), 1);
            }
        }
        EXTENSION.values().forEach(each -> costs.put(each, 2));
        return Map.copyOf(costs);
    }
}
