package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CsvSheetTest {

    static final List<String> WORDS =
            List.of(
                    "",
                    "Autumn",
                    "Autumn, \"sale\"",
                    "a;b",
                    "\"",
                    "two\nlines",
                    "two\r\nlines",
                    "\r",
                    " before",
                    "behind ",
                    "#first",
                    "!",
                    "'",
                    "=1+1",
                    "+4711",
                    "-2",
                    "@SUM(A1)",
                    "\t=1",
                    "\0",
                    "\uFF1D1",
                    "Süd, 雪",
                    "\uD83D\uDE00",
                    "half \uD83D",
                    "\u001f");
    private static final List<Cell> CELLS = cells();

    private static List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (var words : WORDS) {
            cells.add(new Cell.Words(words));
            cells.add(new Cell.Code(words));
        }
        for (var number : List.of(0L, -1L, 7L, Long.MIN_VALUE, Long.MAX_VALUE)) {
            cells.add(new Cell.Whole(number));
            for (var scale : List.of(0, 2, 3, 6)) {
                cells.add(new Cell.Amount(BigDecimal.valueOf(number, scale)));
            }
        }
        cells.add(new Cell.Amount(new BigDecimal("1E+3")));
        cells.add(new Cell.Day(LocalDate.of(2026, 11, 22)));
        cells.add(new Cell.Day(LocalDate.of(-1, 1, 1)));
        return List.copyOf(cells);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "XLSX")
    void itsBytesAreThoseOfRowsThatArePrintedOneByOne(RoiProfile profile) throws IOException {
        var random = new SplittableRandom(22);
        var rows = new ArrayList<List<Cell>>();
        for (var row = 0; row < 3_000; row++) {
            List<Cell> cells = new ArrayList<>(rows.isEmpty() ? drawn(random) : rows.getLast());
            if (random.nextInt(20) == 0) {
                cells = drawn(random);
            } else {
                for (var change = random.nextInt(3); change > 0; change--) {
                    cells.set(random.nextInt(cells.size()), cell(random));
                }
            }
            rows.add(cells);
        }
        assertThat(written(profile, rows)).isEqualTo(PlainCsv.of(profile, List.of("a", "b"), rows));
    }

    @Test
    void aRowMayBeLongerThanAnyBuffer() throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        for (var length : List.of(1, 100_000, 2, 65_536, 65_535, 65_533, 3)) {
            rows.add(List.of(new Cell.Words("x".repeat(length)), new Cell.Whole(length)));
        }
        assertThat(written(RoiProfile.MACHINE, rows))
                .isEqualTo(PlainCsv.of(RoiProfile.MACHINE, List.of("a", "b"), rows));
    }

    private static byte[] written(RoiProfile profile, List<List<Cell>> rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var sheet = new CsvSheet(bytes, profile, List.of("a", "b"));
        for (var row : rows) {
            sheet.row(row);
        }
        sheet.finish();
        return bytes.toByteArray();
    }

    private static List<Cell> drawn(SplittableRandom random) {
        var cells = new ArrayList<Cell>();
        for (var size = random.nextInt(1, 6); size > 0; size--) {
            cells.add(cell(random));
        }
        return cells;
    }

    private static Cell cell(SplittableRandom random) {
        return CELLS.get(random.nextInt(CELLS.size()));
    }
}
