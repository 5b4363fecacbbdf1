package org.parley.batch.imports.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parley.batch.imports.csv.MalformedFileException;

/// The names of a file's columns. Ours are found whatever their case.
final class Header {

    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();

    Header(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i).toLowerCase(Locale.ROOT), i);
        }
    }

    List<String> names() {
        return names;
    }

    boolean has(String column) {
        return positions.containsKey(column.toLowerCase(Locale.ROOT));
    }

    /// -1 where the file lacks the column.
    int position(String column) {
        return positions.getOrDefault(column.toLowerCase(Locale.ROOT), -1);
    }

    /// The answer names what is missing and never what was found: where the header itself is
    /// missing, its place is taken by somebody's data.
    void require(List<String> columns) {
        List<String> missing = new ArrayList<>(columns);
        missing.removeIf(this::has);
        if (!missing.isEmpty()) {
            boolean semicolons = names.size() == 1 && names.getFirst().indexOf(';') >= 0;
            throw new MalformedFileException(
                    "The first line must name the columns; missing: "
                            + String.join(", ", missing)
                            + (semicolons
                                    ? "; columns are separated by commas, not semicolons"
                                    : ""));
        }
    }
}
