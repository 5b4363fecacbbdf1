package org.parley.analytics.finance;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Rows in the one sheet of a workbook, written as they come.
final class XlsxSheet implements RoiFile.Sheet {

    private static final int LINES = Worksheet.MAX_ROWS - 1;
    private static final int BETWEEN_FLUSHES = 1000;

    private final OutputStream out;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int written;

    XlsxSheet(OutputStream out, List<String> columns) {
        this.out = out;
        this.workbook = new Workbook(out, "Parley", null);
        this.sheet = workbook.newWorksheet("ROI");
        sheet.freezePane(0, 1);
        for (var column = 0; column < columns.size(); column++) {
            sheet.value(0, column, columns.get(column));
            sheet.style(0, column).bold().set();
        }
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        if (written == LINES) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "A workbook holds %,d lines, and there are more. Ask for a CSV profile, or for a shorter period."
                            .formatted(LINES));
        }
        written++;
        for (var column = 0; column < cells.size(); column++) {
            put(written, column, cells.get(column));
        }
        if (written % BETWEEN_FLUSHES == 0) {
            sheet.flush();
        }
    }

    private void put(int row, int column, Cell cell) {
        switch (cell) {
            case Cell.Code(var text) when text.isEmpty() -> {}
            case Cell.Code(var text) -> sheet.value(row, column, text);
            // text is text in a workbook: no formula can come of it
            case Cell.Words(var words) -> sheet.value(row, column, words);
            case Cell.Whole(var number) -> sheet.value(row, column, number);
            case Cell.Amount(var amount) -> {
                sheet.value(row, column, amount);
                sheet.style(row, column)
                        .format(amount.scale() > 0 ? "0." + "0".repeat(amount.scale()) : "0")
                        .set();
            }
            case Cell.Day(var day) -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
        }
    }

    @Override
    public void finish() throws IOException {
        workbook.finish();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
