package org.parley.sandbox.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a customer can do with a text: open its links, answer by the number of a line.
public final class PlainText {
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Pattern NUMBERED =
            Pattern.compile("^\\s*(\\d{1,2})[.)]\\s+(\\S.*)$", Pattern.MULTILINE);

    private PlainText() {}

    public static List<Incoming.Link> links(String text) {
        List<Incoming.Link> links = new ArrayList<>();
        Matcher urls = URL.matcher(text);
        while (urls.find()) {
            links.add(new Incoming.Link(urls.group(), false));
        }
        return links;
    }

    /// The lines that start with a number and offer no link.
    public static List<QuickReply> numbered(String text) {
        List<QuickReply> replies = new ArrayList<>();
        Matcher lines = NUMBERED.matcher(text);
        while (lines.find()) {
            if (!URL.matcher(lines.group(2)).find()) {
                replies.add(new QuickReply(lines.group(1), lines.group(2).strip()));
            }
        }
        return replies;
    }
}
