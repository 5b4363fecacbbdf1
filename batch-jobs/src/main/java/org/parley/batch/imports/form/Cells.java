package org.parley.batch.imports.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.CsvLine;

/// The cells of one row by column, and what is wrong with them. An empty cell says nothing.
final class Cells {

    /// Keys are indexed; PostgreSQL's index rows have a bound, and so has patience.
    private static final int LONGEST_KEY = 200;

    private final Header header;
    private final CsvLine line;
    private final List<Rejection> rejections = new ArrayList<>(0);
    private boolean rowRejected;

    Cells(Header header, CsvLine line) {
        this.header = header;
        this.line = line;
        String fault = line.fault();
        if (fault != null) {
            rejectRow("", fault);
        }
    }

    long line() {
        return line.number();
    }

    List<Rejection> rejections() {
        return rejections;
    }

    boolean isRejected() {
        return rowRejected;
    }

    @Nullable String text(String column) {
        return text(header.position(column));
    }

    @Nullable String text(int position) {
        if (position < 0 || position >= line.cells().size()) {
            return null;
        }
        String cell = line.cells().get(position).strip();
        return cell.isEmpty() ? null : cell;
    }

    /// A name by which something is found; the row falls without it.
    String key(String column, @Nullable String fallback) {
        String cell = text(column);
        if (cell == null && fallback != null) {
            return fallback;
        }
        if (cell == null) {
            rejectRow(column, "Must be given");
            return "";
        }
        if (cell.length() > LONGEST_KEY) {
            rejectRow(column, "Is longer than " + LONGEST_KEY + " characters");
            return "";
        }
        return cell;
    }

    /// A value that the row falls without.
    <T> @Nullable T required(
            String column,
            @Nullable String fallback,
            Function<String, Optional<T>> read,
            String wanted) {
        String cell = text(column);
        if (cell == null && fallback != null) {
            cell = fallback;
        }
        if (cell == null) {
            rejectRow(column, "Must be given");
            return null;
        }
        Optional<T> value = read.apply(cell);
        if (value.isEmpty()) {
            rejectRow(column, "Is not " + wanted);
        }
        return value.orElse(null);
    }

    /// A value that may be absent, but where it is given it must be right, or the row falls.
    <T> @Nullable T optionalOrFall(
            String column, Function<String, Optional<T>> read, String wanted) {
        return text(column) == null ? null : required(column, null, read, wanted);
    }

    /// A name by which something is found, or nothing.
    @Nullable String optionalKey(String column) {
        return text(column) == null ? null : key(column, null);
    }

    /// A value that the row lands without.
    <T> @Nullable T optional(String column, Function<String, Optional<T>> read, String wanted) {
        String cell = text(column);
        if (cell == null) {
            return null;
        }
        Optional<T> value = read.apply(cell);
        if (value.isEmpty()) {
            rejectCell(column, "Is not " + wanted);
        }
        return value.orElse(null);
    }

    void rejectRow(String column, String reason) {
        rowRejected = true;
        rejections.add(new Rejection(column, reason, true));
    }

    void rejectCell(String column, String reason) {
        rejections.add(new Rejection(column, reason + "; the row landed without it", false));
    }
}
