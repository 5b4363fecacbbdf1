package org.parley.core.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// What people call things.
public final class Names {

    private static final int LONGEST = 200;

    private Names() {}

    /// What is wrong with the name of something, as a problem of the field `name`.
    ///
    /// @param something with its article, such as `An offer`
    public static Optional<FieldProblem> problem(String something, @Nullable String name) {
        return name != null && !name.isBlank() && name.length() <= LONGEST && isPlain(name)
                ? Optional.empty()
                : Optional.of(
                        new FieldProblem(
                                "name",
                                something + " has a name of 1 to 200 characters, none of control"));
    }

    /// Whether it can be stored, and has no characters of control.
    public static boolean isPlain(String text) {
        return StorableText.holds(text) && text.chars().noneMatch(Character::isISOControl);
    }
}
