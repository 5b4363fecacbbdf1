package org.parley.batch.imports.csv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// The marks that a mapping says numbers are written with.
public final class NumberMarks {

    private static final List<String> GROUPINGS = List.of(".", ",", " ", "'");

    private NumberMarks() {}

    /// With plain spaces: files part thousands by spaces that do not break, too.
    public static String plainSpaces(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    /// @param decimal null: a point
    /// @param grouping null: nothing
    /// @return what is wrong with them
    public static List<FieldProblem> problems(@Nullable String decimal, @Nullable String grouping) {
        List<FieldProblem> problems = new ArrayList<>();
        String point = decimal == null ? "." : decimal;
        if (!point.equals(".") && !point.equals(",")) {
            problems.add(new FieldProblem("decimal", "Decimals follow a point or a comma"));
        }
        if (grouping != null
                && (!GROUPINGS.contains(plainSpaces(grouping)) || grouping.equals(point))) {
            problems.add(
                    new FieldProblem(
                            "grouping",
                            "Thousands are parted by a point, a comma, a space or an apostrophe, not by what"
                                    + " stands before the decimals"));
        }
        return problems;
    }
}
