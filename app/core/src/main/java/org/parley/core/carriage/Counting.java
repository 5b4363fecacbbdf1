package org.parley.core.carriage;

import java.nio.charset.StandardCharsets;

/// In what a channel counts the length of a text.
public enum Counting {
    /// UTF-16 units: never less than what a person would count.
    CHARACTERS("characters") {
        @Override
        int of(String text) {
            return text.length();
        }
    },
    CODE_POINTS("characters") {
        @Override
        int of(String text) {
            return text.codePointCount(0, text.length());
        }
    },
    BYTES("bytes") {
        @Override
        int of(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    },
    /// UTF-16 units once escaped as HTML, with `<br>` for a line break.
    HTML("characters of HTML") {
        @Override
        int of(String text) {
            int length = 0;
            for (int i = 0; i < text.length(); i++) {
                length +=
                        switch (text.charAt(i)) {
                            case '&' -> 5;
                            case '<', '>', '\n' -> 4;
                            default -> 1;
                        };
            }
            return length;
        }
    },
    SMS_SEGMENTS("SMS segments") {
        @Override
        int of(String text) {
            return SmsText.of(text).segments();
        }
    };

    private final String noun;

    Counting(String noun) {
        this.noun = noun;
    }

    abstract int of(String text);

    String noun() {
        return noun;
    }
}
