package org.parley.channels.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.parley.core.carriage.SmsText;

/// A text cut into the user data of its parts (3GPP TS 23.038 and 23.040): 160 septets alone or 153
/// behind a header, 70 or 67 UTF-16 units. Neither an escape sequence nor a surrogate pair is cut.
/// Pure.
///
/// @param gsm7 whether septets, one an octet, else UTF-16 big-endian
/// @param parts without headers, one at least
public record SmsParts(boolean gsm7, List<byte[]> parts) {

    private static final int GSM_ALONE = 160;
    private static final int GSM_EACH = 153;
    private static final int UCS2_ALONE = 70;
    private static final int UCS2_EACH = 67;

    /// Codes 0 to 127 of the default alphabet; the escape stands at 27.
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENDED = "^{}\\[~]|€\f";
    private static final byte[] EXTENDED_CODES = {20, 40, 41, 47, 60, 61, 62, 64, 101, 10};
    private static final byte ESCAPE = 27;

    public SmsParts {
        parts = List.copyOf(parts);
    }

    public static SmsParts of(String text) {
        SmsText counted = SmsText.of(text);
        List<byte[]> parts = new ArrayList<>();
        int room =
                counted.gsm7()
                        ? (counted.segments() == 1 ? GSM_ALONE : GSM_EACH)
                        : (counted.segments() == 1 ? UCS2_ALONE : UCS2_EACH);
        StringBuilder part = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            String next = text.substring(i, i + Character.charCount(text.codePointAt(i)));
            int need = counted.gsm7() ? SmsText.septets(next.charAt(0)) : next.length();
            if (used + need > room) {
                parts.add(octets(part.toString(), counted.gsm7()));
                part.setLength(0);
                used = 0;
            }
            part.append(next);
            used += need;
            i += next.length();
        }
        parts.add(octets(part.toString(), counted.gsm7()));
        return new SmsParts(counted.gsm7(), parts);
    }

    /// The text of unpacked septets, as centres deliver them; a code that means nothing is a space.
    public static String text(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        boolean escaped = false;
        for (byte octet : septets) {
            byte code = (byte) (octet & 0x7f);
            if (escaped) {
                text.append(extended(code));
                escaped = false;
            } else if (code == ESCAPE) {
                escaped = true;
            } else {
                text.append(BASIC.charAt(code));
            }
        }
        return text.toString();
    }

    private static char extended(byte code) {
        for (int i = 0; i < EXTENDED_CODES.length; i++) {
            if (EXTENDED_CODES[i] == code) {
                return EXTENDED.charAt(i);
            }
        }
        return ' ';
    }

    private static byte[] octets(String text, boolean gsm7) {
        if (!gsm7) {
            return text.getBytes(StandardCharsets.UTF_16BE);
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int basic = BASIC.indexOf(text.charAt(i));
            if (basic >= 0) {
                octets.write(basic);
            } else {
                octets.write(ESCAPE);
                octets.write(EXTENDED_CODES[EXTENDED.indexOf(text.charAt(i))]);
            }
        }
        return octets.toByteArray();
    }
}
