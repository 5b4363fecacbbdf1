package org.parley.analytics.question;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.parley.analytics.question.Selection.ByFacts;
import org.parley.analytics.question.Selection.ByLedger;
import org.parley.analytics.question.internal.RecipientLedger;
import org.parley.analytics.question.internal.SelectedOrdinals;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.kernel.Cursor;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;

/// The people behind a figure, one by one: as many as the figure counts.
public final class Recipients {

    private static final int PART = 5_000;

    private final RunPlans plans;
    private final SelectedOrdinals selected;
    private final RecipientLedger ledger;

    Recipients(RunPlans plans, SelectedOrdinals selected, RecipientLedger ledger) {
        this.plans = plans;
        this.selected = selected;
        this.ledger = ledger;
    }

    /// @throws ProblemException NOT_FOUND where there is no such run
    public void check(Selection selection) {
        plans.get(selection.run());
    }

    public long count(Selection selection) {
        return switch (selection) {
            case ByFacts(var facts) -> selected.count(facts);
            case ByLedger ledgered -> ledger.count(ledgered);
        };
    }

    /// In the order of ordinals.
    ///
    /// @param after ordinal of the last line of the page before; 0: the first page
    /// @param limit at least 1
    public Page<RecipientLine> page(Selection selection, int after, int limit) {
        return Cursor.page(
                lines(selection, after, limit + 1),
                limit,
                line -> Integer.toString(line.ordinal()));
    }

    private List<RecipientLine> lines(Selection selection, int after, int limit) {
        return switch (selection) {
            case ByFacts(var facts) ->
                    ledger.lines(facts.run(), selected.page(facts, after, limit));
            case ByLedger ledgered -> ledger.page(ledgered, after, limit);
        };
    }

    /// Writes all of them as CSV (RFC 4180, CRLF, UTF-8), in memory that does not grow with their
    /// number. Leaves `out` open.
    public void write(Selection selection, OutputStream out) throws IOException {
        try {
            var file = new RecipientFile(out, selection.run());
            each(selection, file::add);
            file.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void each(Selection selection, Consumer<List<RecipientLine>> taker) {
        switch (selection) {
            case ByFacts(var facts) ->
                    selected.each(
                            facts, PART, part -> taker.accept(ledger.lines(facts.run(), part)));
            case ByLedger ledgered -> {
                var part = ledger.page(ledgered, 0, PART);
                while (!part.isEmpty()) {
                    taker.accept(part);
                    part = ledger.page(ledgered, part.getLast().ordinal(), PART);
                }
            }
        }
    }
}
