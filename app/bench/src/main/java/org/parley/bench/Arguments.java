package org.parley.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Options of the form `--name value`.
public final class Arguments {

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /// @throws IllegalArgumentException for anything of another form
    public static Arguments parse(Iterable<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (var word = words.iterator(); word.hasNext(); ) {
            String name = word.next();
            if (!name.startsWith("--")) {
                throw new IllegalArgumentException("An option begins with --, unlike " + name);
            }
            if (!word.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            values.put(name.substring(2), word.next());
        }
        return new Arguments(values);
    }

    /// @throws IllegalArgumentException when an option was given that is not among these
    public void allow(Set<String> names) {
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no option --"
                                + name
                                + "; there are "
                                + names.stream()
                                        .sorted()
                                        .map(each -> "--" + each)
                                        .collect(Collectors.joining(", ")));
            }
        }
    }

    /// @return the directory of this option, made absolute; empty: it was not given
    public Optional<Path> directory(String name) {
        return Optional.ofNullable(values.get(name)).map(given -> Path.of(given).toAbsolutePath());
    }

    /// @param most largest value, inclusive; the smallest is 1
    /// @throws IllegalArgumentException when it is no whole number within the bounds
    public int count(String name, int usual, int most) {
        String given = values.get(name);
        if (given == null) {
            return usual;
        }
        try {
            int count = Integer.parseInt(given);
            if (count >= 1 && count <= most) {
                return count;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "--%s is a whole number from 1 to %d, not %s".formatted(name, most, given));
    }
}
