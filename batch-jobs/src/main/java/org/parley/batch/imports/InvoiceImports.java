package org.parley.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.parley.analytics.invoice.InvoiceHead;
import org.parley.analytics.invoice.InvoiceLine;
import org.parley.analytics.invoice.Invoices;
import org.parley.analytics.invoice.Invoices.Imported;
import org.parley.analytics.invoice.NewInvoice;
import org.parley.batch.imports.csv.CsvFile;
import org.parley.batch.imports.csv.CsvLine;
import org.parley.batch.imports.csv.FileLimits;
import org.parley.batch.imports.csv.MalformedFileException;
import org.parley.batch.imports.form.InvoiceForm;
import org.parley.batch.imports.invoices.InvoiceMapping;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Reads files of invoices, each whole or not at all, in memory that does not grow with them.
/// Unlike other files these answer at once: whoever sends one waits to hear whether it adds up.
public final class InvoiceImports {

    private final Invoices invoices;
    private final InvoiceMappings mappings;
    private final Uploads uploads;
    private final FileLimits limits;

    InvoiceImports(
            Invoices invoices, InvoiceMappings mappings, Uploads uploads, FileLimits limits) {
        this.invoices = invoices;
        this.mappings = mappings;
        this.uploads = uploads;
        this.limits = limits;
    }

    /// @param mapping number of one that was kept
    /// @throws ProblemException MALFORMED_FILE with the line and the remedy; ALREADY_EXISTS where
    ///   the invoice is known with other contents; TOO_LARGE; FORBIDDEN to programs
    public Imported take(
            InvoiceHead head, long mapping, String fileName, InputStream body, String actor)
            throws IOException {
        Invoices.member(actor);
        InvoiceMapping known = mappings.get(mapping);
        Path file = uploads.keep(body).path();
        try {
            return invoices.add(
                    new NewInvoice(
                            head,
                            known.perMessage(),
                            mapping,
                            InvoiceForm.rounding(known, head),
                            fileName,
                            each -> lines(file, known, head, each)),
                    actor);
        } catch (MalformedFileException e) {
            throw new ProblemException(ErrorCode.MALFORMED_FILE, String.valueOf(e.getMessage()));
        } finally {
            uploads.forget(file);
        }
    }

    private void lines(
            Path file, InvoiceMapping mapping, InvoiceHead head, Consumer<InvoiceLine> each) {
        // the total tells a file that was cut
        try (CsvFile csv = CsvFile.open(file, limits, false)) {
            InvoiceForm form = new InvoiceForm(csv.header(), mapping, head, invoices.zone());
            for (CsvLine line = csv.next(); line != null; line = csv.next()) {
                form.read(line).ifPresent(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
