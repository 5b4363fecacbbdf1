package org.parley.core.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Collects what is wrong with the fields of a message. What JSON left out is null here, whatever a
/// type says.
final class ProblemList {

    private static final int MAX_URL = 2_000;
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{4,14}");

    private final List<FieldProblem> found = new ArrayList<>();

    static boolean absent(@Nullable Object value) {
        return value == null;
    }

    List<FieldProblem> list() {
        return List.copyOf(found);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    int size() {
        return found.size();
    }

    void add(String at, String detail) {
        found.add(new FieldProblem(at, detail));
    }

    void tooMany(String at, int limit, String what, int actual) {
        add(at, "At most " + limit + " " + what + "; there are " + actual);
    }

    void text(String at, @Nullable String value, int limit) {
        if (value == null || value.isBlank()) {
            add(at, "Must not be empty");
        } else if (value.length() > limit) {
            add(at, "At most " + limit + " characters; there are " + value.length());
        }
    }

    void optional(String at, @Nullable String value, int limit) {
        if (value != null) {
            text(at, value, limit);
        }
    }

    void line(String at, @Nullable String value, int limit) {
        text(at, value, limit);
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            add(at, "Must be a single line");
        }
    }

    void phone(String at, @Nullable String phone) {
        if (phone == null || !PHONE.matcher(phone).matches()) {
            add(at, "A number in international form, such as +436641234567");
        }
    }

    void page(String at, @Nullable URI url) {
        address(at, url, Set.of("http", "https"));
    }

    void media(String at, @Nullable URI url) {
        address(at, url, Set.of("https"));
    }

    private void address(String at, @Nullable URI url, Set<String> schemes) {
        if (url == null) {
            add(at, "Must not be empty");
        } else if (url.getScheme() == null
                || !schemes.contains(url.getScheme())
                || url.getHost() == null
                || url.getUserInfo() != null) {
            add(
                    at,
                    "Must be a full address that starts with "
                            + String.join(":// or ", schemes.stream().sorted().toList())
                            + "://");
        } else if (url.toASCIIString().length() > MAX_URL) {
            add(at, "At most " + MAX_URL + " characters");
        }
    }
}
