package org.parley.sandbox.telegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Formatted texts ("Formatting options"): a mistake rejects the whole message, and lengths count
/// what is left after parsing.
final class Entities {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z-]+)[^<>]*>|<");
    private static final Set<String> TAGS =
            Set.of(
                    "b",
                    "strong",
                    "i",
                    "em",
                    "u",
                    "ins",
                    "s",
                    "strike",
                    "del",
                    "a",
                    "code",
                    "pre",
                    "span",
                    "tg-spoiler",
                    "tg-emoji",
                    "blockquote");

    /// Reserved in MarkdownV2 wherever they open no formatting.
    private static final String RESERVED = ".!-+={}#|>";

    private Entities() {}

    /// The text that the user sees.
    static String parse(String text, String mode, Findings findings) {
        return switch (mode) {
            case "" -> text;
            case "HTML" -> html(text, findings);
            case "MarkdownV2" -> markdown(text, findings);
            default -> {
                findings.bad("unsupported parse_mode");
                yield text;
            }
        };
    }

    private static String html(String text, Findings findings) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(text);
        while (tags.find()) {
            String name = tags.group(2);
            if (name == null || !TAGS.contains(name)) {
                findings.bad(
                        "can't parse entities: Unsupported start tag \"%s\" at byte offset %d"
                                .formatted(name == null ? "" : name, tags.start()));
            } else if (tags.group(1).isEmpty()) {
                open.push(name);
            } else if (open.isEmpty() || !open.pop().equals(name)) {
                findings.bad(
                        "can't parse entities: Unexpected end tag at byte offset " + tags.start());
            }
        }
        if (!open.isEmpty()) {
            findings.bad(
                    "can't parse entities: Can't find end tag corresponding to start tag \"%s\""
                            .formatted(open.peek()));
        }
        return tags.replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    private static String markdown(String text, Findings findings) {
        StringBuilder plain = new StringBuilder();
        boolean address = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                plain.append(text.charAt(++i));
            } else if (c == '(' && i > 0 && text.charAt(i - 1) == ']') {
                address = true;
            } else if (address) {
                address = c != ')';
            } else if (RESERVED.indexOf(c) >= 0) {
                findings.bad(
                        "can't parse entities: Character '%s' is reserved and must be escaped with"
                                        .formatted(c)
                                + " the preceding '\\'");
            } else if ("*_~`[]".indexOf(c) < 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
