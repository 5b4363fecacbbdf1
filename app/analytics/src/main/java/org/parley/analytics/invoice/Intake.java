package org.parley.analytics.invoice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.analytics.invoice.Invoices.Imported;
import org.parley.analytics.invoice.internal.InvoiceStore;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.Sha256;

/// Takes invoices, each whole or not at all. Lines are read twice, so that memory does not grow
/// with them: first they are added up, then kept.
final class Intake {

    private static final int BLOCK = 2_000;

    private final DSLContext postgres;
    private final AuditLog audit;
    private final Clock clock;

    Intake(DSLContext postgres, AuditLog audit, Clock clock) {
        this.postgres = postgres;
        this.audit = audit;
        this.clock = clock;
    }

    /// @throws ProblemException MALFORMED_FILE where it does not add up; ALREADY_EXISTS where the
    ///   vendor's number is known with other contents
    Imported take(NewInvoice given, String actor) {
        var head = given.head();
        var sums = new AddingUp(head, given.rounding());
        var digest = new LinesDigest();
        given.lines()
                .forEach(line -> {
                    sums.add(line);
                    digest.add(line);
                });
        var lines = digest.hex();
        var said = said(head, given.perMessage(), lines);
        var known = new InvoiceStore(postgres).find(head.vendor(), head.number());
        if (known.isPresent()) {
            return again(known.get(), said);
        }
        var invoice =
                new Invoice(
                        0,
                        head,
                        sums.check(),
                        given.perMessage(),
                        given.mapping(),
                        given.fileName(),
                        said,
                        lines,
                        actor,
                        clock.instant(),
                        null,
                        List.of());
        return postgres.transactionResult(tx -> keep(tx.dsl(), invoice, given))
                .map(id -> new Imported(found(id), true))
                .orElseGet(() -> again(found(head), said));
    }

    private Invoice found(long id) {
        return new InvoiceStore(postgres).find(id).orElseThrow();
    }

    private Invoice found(InvoiceHead head) {
        return new InvoiceStore(postgres).find(head.vendor(), head.number()).orElseThrow();
    }

    /// Of what an invoice says, whichever way its file writes it.
    private static String said(InvoiceHead head, boolean perMessage, String lines) {
        return Sha256.of(
                String.join(
                        "\n",
                        head.vendor().toLowerCase(Locale.ROOT),
                        head.number().toLowerCase(Locale.ROOT),
                        head.currency(),
                        head.from().toString(),
                        head.to().toString(),
                        head.total().toPlainString(),
                        head.tax().toPlainString(),
                        Boolean.toString(perMessage),
                        lines));
    }

    private static Imported again(Invoice known, String said) {
        if (!known.sha256().equals(said)) {
            throw new ProblemException(
                    ErrorCode.ALREADY_EXISTS,
                    "Invoice %s of %s was imported on %s and says something else. Nothing was changed: a correction is a credit note or an invoice with a number of its own."
                            .formatted(
                                    known.head().number(),
                                    known.head().vendor(),
                                    known.importedAt()));
        }
        return new Imported(known, false);
    }

    private Optional<Long> keep(DSLContext transaction, Invoice invoice, NewInvoice given) {
        var store = new InvoiceStore(transaction);
        var head = invoice.head();
        var id = store.add(invoice, head.totalMinor(), head.taxMinor());
        if (id.isPresent()) {
            var block = new ArrayList<InvoiceLine>(BLOCK);
            given.lines()
                    .forEach(line -> {
                        block.add(line);
                        if (block.size() == BLOCK) {
                            store.add(id.get(), block);
                            block.clear();
                        }
                    });
            store.add(id.get(), block);
            audit.record(
                    invoice.importedBy(),
                    "invoice.import",
                    Invoices.subject(id.get()),
                    Map.of(
                            "vendor", head.vendor(),
                            "number", head.number(),
                            "total", head.total().toPlainString() + " " + head.currency(),
                            "lines", invoice.lines(),
                            "mapping", invoice.mapping(),
                            "sha256", invoice.sha256()));
        }
        return id;
    }
}
