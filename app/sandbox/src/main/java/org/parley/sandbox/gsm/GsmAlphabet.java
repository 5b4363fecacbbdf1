package org.parley.sandbox.gsm;

import java.io.ByteArrayOutputStream;
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
    /// units when it is not in the alphabet. Neither an escape sequence nor a surrogate pair is
    /// split.
    public static int segments(String text) {
        int septets = septets(text);
        boolean gsm = septets >= 0;
        if ((gsm ? septets : text.length()) <= (gsm ? 160 : 70)) {
            return 1;
        }
        int each = gsm ? 153 : 67;
        int segments = 1;
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int units = Character.charCount(text.codePointAt(i));
            int need = gsm ? septets(text.substring(i, i + units)) : units;
            if (used + need > each) {
                segments++;
                used = 0;
            }
            used += need;
            i += units;
        }
        return segments;
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

    /// Unpacked septets of a text that is in the alphabet.
    public static byte[] encode(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int basic = BASIC.indexOf(c);
            if (basic >= 0) {
                octets.write(basic);
            } else {
                octets.write(ESCAPE);
                EXTENSION.forEach((code, character) -> {
                    if (character == c) {
                        octets.write(code);
                    }
                });
            }
        }
        return octets.toByteArray();
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
