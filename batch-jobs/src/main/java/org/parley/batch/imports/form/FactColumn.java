package org.parley.batch.imports.form;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.batch.imports.results.ResultMapping.Fact;

/// Reads from a row whether something happened, and when.
final class FactColumn {

    private static final String ANY = "*";
    private static final List<String> USUAL_YES = List.of("true", "yes", "y", "1");
    private static final List<String> USUAL_NO = List.of("false", "no", "n", "0");

    /// @param at null where the file does not say
    record Told(boolean happened, @Nullable Instant at) {

        static final Told NOTHING = new Told(false, null);

        @Nullable String time() {
            return at == null ? null : at.toString();
        }

        /// Either of them, at the earlier time.
        Told or(Told other) {
            if (!happened || !other.happened) {
                return happened ? this : other;
            }
            if (at == null || other.at == null) {
                return at == null ? other : this;
            }
            return at.isBefore(other.at) ? this : other;
        }
    }

    private final @Nullable String column;
    private final @Nullable String time;
    private final Set<String> yes;
    private final Set<String> no;
    private final ResultTimes times;

    FactColumn(@Nullable Fact fact, ResultTimes times) {
        this.column = fact == null ? null : fact.column();
        this.time = fact == null ? null : fact.time();
        boolean usual = fact == null || (fact.yes().isEmpty() && fact.no().isEmpty());
        this.yes = words(fact == null || usual ? USUAL_YES : fact.yes());
        this.no = words(fact == null || usual ? USUAL_NO : fact.no());
        this.times = times;
    }

    private static Set<String> words(List<String> words) {
        return words.stream().map(ResultMapping::plain).collect(Collectors.toUnmodifiableSet());
    }

    /// The columns that the file must have.
    Stream<String> columns() {
        return Stream.of(column, time).flatMap(Stream::ofNullable);
    }

    boolean isMapped() {
        return column != null || time != null;
    }

    /// A time that cannot be is none, but still says that something happened; the row falls.
    Told read(Cells cells) {
        Instant at = time == null ? null : times.read(cells, time);
        boolean happened =
                column == null ? time != null && cells.text(time) != null : happened(cells, column);
        return happened ? new Told(true, at) : Told.NOTHING;
    }

    private boolean happened(Cells cells, String from) {
        String cell = cells.text(from);
        String word = cell == null ? "" : ResultMapping.plain(cell);
        if (yes.contains(word)) {
            return true;
        }
        if (word.isEmpty() || no.contains(word)) {
            return false;
        }
        if (yes.contains(ANY) || no.contains(ANY)) {
            return yes.contains(ANY);
        }
        cells.rejectRow(from, "Is neither among the cells for yes nor among those for no");
        return false;
    }
}
