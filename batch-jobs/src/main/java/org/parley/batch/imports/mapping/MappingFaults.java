package org.parley.batch.imports.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.kernel.StorableText;

/// Gathers what is wrong with a mapping, field by field. Not thread-safe.
public final class MappingFaults {

    private static final int LONGEST = 200;

    private final List<FieldProblem> faults = new ArrayList<>();

    public void add(String field, String detail) {
        faults.add(new FieldProblem(field, detail));
    }

    public void addAll(List<FieldProblem> more) {
        faults.addAll(more);
    }

    /// One that must be given.
    public void name(String at, @Nullable String name) {
        if (name == null || name.isBlank() || !fits(name)) {
            add(at, "Must be given, with at most %d characters".formatted(LONGEST));
        }
    }

    public void optionalName(String at, @Nullable String name) {
        if (name != null) {
            name(at, name);
        }
    }

    public void words(String at, Collection<? extends @Nullable String> words, int most) {
        if (words.size() > most || words.stream().anyMatch(word -> word == null || !fits(word))) {
            add(at, "At most %d values of at most %d characters".formatted(most, LONGEST));
        }
    }

    private static boolean fits(String text) {
        return text.length() <= LONGEST && StorableText.holds(text);
    }

    /// @param example of one that can be read
    public void timePattern(String at, @Nullable String pattern, String example) {
        if (pattern != null && !TimePattern.isReadable(pattern)) {
            add(at, "A pattern of java.time such as " + example);
        }
    }

    public List<FieldProblem> list() {
        return List.copyOf(faults);
    }
}
