package org.parley.analytics.question;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.RoiProfile;

/// Recipients as a file, line by line.
final class RecipientFile {

    private static final List<String> COLUMNS =
            List.of(
                    "run",
                    "ordinal",
                    "contact_id",
                    "external_id",
                    "arm",
                    "channel",
                    "country",
                    "language",
                    "state",
                    "reason");

    private final CsvSheet sheet;
    private final int run;

    RecipientFile(OutputStream out, int run) throws IOException {
        this.sheet = new CsvSheet(new BufferedOutputStream(out), RoiProfile.MACHINE, COLUMNS);
        this.run = run;
    }

    void add(List<RecipientLine> lines) {
        try {
            for (var line : lines) {
                sheet.row(cells(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void finish() throws IOException {
        sheet.finish();
    }

    private List<Cell> cells(RecipientLine line) {
        return List.of(
                new Cell.Whole(run),
                new Cell.Whole(line.ordinal()),
                new Cell.Whole(line.contactId()),
                Cell.words(line.externalId()),
                new Cell.Whole(line.arm()),
                Cell.words(line.channel()),
                Cell.words(line.country()),
                Cell.words(line.language()),
                new Cell.Code(line.state()),
                Cell.words(line.reason()));
    }
}
