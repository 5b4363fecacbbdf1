package org.parley.analytics.offer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.parley.analytics.finance.Cell;
import org.parley.analytics.finance.CsvSheet;
import org.parley.analytics.finance.RoiProfile;
import org.parley.analytics.offer.internal.CodeFigures;
import org.parley.core.kernel.ProblemException;

/// Codes issued and redeemed, by run and arm, and one by one.
public final class RunCodes {

    /// Recipients read at a time.
    private static final int PART = 5_000;

    private static final List<String> COLUMNS =
            List.of(
                    "run",
                    "ordinal",
                    "contact_id",
                    "external_id",
                    "arm",
                    "code",
                    "issued_at",
                    "state",
                    "store",
                    "order_id",
                    "redeemed_at",
                    "told_by",
                    "used_by",
                    "verdict");

    private final CodeFigures figures;

    RunCodes(CodeFigures figures) {
        this.figures = figures;
    }

    /// @throws ProblemException NOT_FOUND
    public CodesOfRun of(int run) {
        check(run);
        return new CodesOfRun(run, figures.shared(run), figures.arms(run));
    }

    /// @throws ProblemException NOT_FOUND where there is no such run
    public void check(int run) {
        if (!figures.knows(run)) {
            throw ProblemException.notFound("run", run);
        }
    }

    /// Writes every code with its person and its uses as CSV (RFC 4180, CRLF, UTF-8), in memory
    /// that does not grow with their number. Leaves `out` open.
    public void write(int run, OutputStream out) throws IOException {
        var sheet = new CsvSheet(new BufferedOutputStream(out), RoiProfile.MACHINE, COLUMNS);
        var part = figures.lines(run, 0, PART);
        while (!part.isEmpty()) {
            for (var line : part) {
                sheet.row(cells(run, line));
            }
            part = figures.lines(run, part.getLast().ordinal(), PART);
        }
        sheet.finish();
    }

    private static List<Cell> cells(int run, CodeLine line) {
        return List.of(
                new Cell.Whole(run),
                new Cell.Whole(line.ordinal()),
                new Cell.Whole(line.contactId()),
                Cell.words(line.externalId()),
                new Cell.Whole(line.arm()),
                Cell.words(line.code()),
                Cell.moment(line.issuedAt()),
                new Cell.Code(line.state()),
                Cell.words(line.store()),
                Cell.words(line.orderId()),
                Cell.moment(line.redeemedAt()),
                Cell.words(line.toldBy()),
                Cell.words(line.usedBy()),
                Cell.words(line.verdict()));
    }
}
