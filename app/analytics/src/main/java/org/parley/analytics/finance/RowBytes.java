package org.parley.analytics.finance;

import java.util.Arrays;
import java.util.List;

/// Rows as bytes, cell after cell. Rows of a file have most of their cells from the row above: only
/// those that differ are written anew, each in its place. Not thread-safe.
final class RowBytes {

    private static final int SPARE = 256;

    private final Writing writing;
    private Cell[] above = {};
    private int[] ends = {};
    private byte[] bytes = {};

    interface Writing {

        /// The same for equal cells of a column.
        byte[] bytes(int column, Cell cell);
    }

    RowBytes(Writing writing) {
        this.writing = writing;
    }

    /// The row that was put last; only the first [#length] are of it.
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    void put(List<Cell> cells) {
        var first = cells.size() != above.length;
        if (first) {
            above = cells.toArray(Cell[]::new);
            ends = new int[above.length];
        }
        for (var column = 0; column < above.length; column++) {
            var cell = cells.get(column);
            if (first || !cell.equals(above[column])) {
                above[column] = cell;
                replace(column, writing.bytes(column, cell));
            }
        }
    }

    private void replace(int column, byte[] by) {
        var from = column == 0 ? 0 : ends[column - 1];
        var to = ends[column];
        var longer = by.length - (to - from);
        if (longer != 0) {
            var length = length();
            if (length + longer > bytes.length) {
                bytes = Arrays.copyOf(bytes, length + longer + SPARE);
            }
            System.arraycopy(bytes, to, bytes, to + longer, length - to);
            for (var each = column; each < ends.length; each++) {
                ends[each] += longer;
            }
        }
        System.arraycopy(by, 0, bytes, from, by.length);
    }
}
