package org.parley.sandbox.http;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The addresses that a client makes clickable in a text.
public final class Urls {
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]+");

    private Urls() {}

    public static List<String> in(String text) {
        return URL.matcher(text).results().map(MatchResult::group).toList();
    }
}
