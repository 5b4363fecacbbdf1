package org.parley.core.carriage;

/// How a text travels by SMS (3GPP TS 23.038 and 23.040): in the GSM 7-bit alphabet if every
/// character is in it, else in UCS-2.
///
/// @param gsm7 whether the 7-bit alphabet is enough
/// @param units septets, or UTF-16 units
/// @param segments billed messages; 1 for an empty text
public record SmsText(boolean gsm7, int units, int segments) {

    private static final String BASIC =
            "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
                    + "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6"
                    + "\u00df\u00c9 !\"#\u00a4%&'()*+,-./0123456789:;<=>?"
                    + "\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
                    + "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";

    /// Two septets each.
    private static final String EXTENDED = "^{}\\[~]|\u20ac\f";

    private static final int GSM_SINGLE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_SINGLE = 70;
    private static final int UCS2_PART = 67;

    public static SmsText of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (septets(text.charAt(i)) == 0) {
                return new SmsText(false, text.length(), ucs2(text));
            }
        }
        int septets = text.chars().map(c -> septets((char) c)).sum();
        return new SmsText(true, septets, gsm7(text, septets));
    }

    /// 1 or 2; 0: not in the alphabet.
    public static int septets(char c) {
        if (BASIC.indexOf(c) >= 0) {
            return 1;
        }
        return EXTENDED.indexOf(c) >= 0 ? 2 : 0;
    }

    /// A character of two septets is not split between segments.
    private static int gsm7(String text, int septets) {
        if (septets <= GSM_SINGLE) {
            return 1;
        }
        int segments = 1;
        int room = GSM_PART;
        for (int i = 0; i < text.length(); i++) {
            int need = septets(text.charAt(i));
            if (need > room) {
                segments++;
                room = GSM_PART;
            }
            room -= need;
        }
        return segments;
    }

    /// Neither is a pair of surrogates.
    private static int ucs2(String text) {
        if (text.length() <= UCS2_SINGLE) {
            return 1;
        }
        int segments = 1;
        int room = UCS2_PART;
        for (int i = 0; i < text.length(); ) {
            int need = Character.charCount(text.codePointAt(i));
            if (need > room) {
                segments++;
                room = UCS2_PART;
            }
            room -= need;
            i += need;
        }
        return segments;
    }
}
