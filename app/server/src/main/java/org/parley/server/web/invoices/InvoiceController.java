package org.parley.server.web.invoices;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.Principal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.invoice.Invoice;
import org.parley.analytics.invoice.InvoiceHead;
import org.parley.analytics.invoice.Invoices;
import org.parley.analytics.invoice.ReconciliationCsv;
import org.parley.batch.imports.InvoiceImports;
import org.parley.batch.imports.InvoiceMappings;
import org.parley.batch.imports.invoices.InvoiceMapping;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.Page;
import org.parley.server.rest.Cursor;
import org.parley.server.rest.Downloads;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Invoices of providers: imported by one member, held against what was accrued, accepted by
/// another.
@RestController
@RequestMapping("/api/v1/invoices")
final class InvoiceController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Invoices invoices;
    private final InvoiceImports imports;
    private final InvoiceMappings mappings;
    private final AuditLog audit;

    InvoiceController(
            Invoices invoices, InvoiceImports imports, InvoiceMappings mappings, AuditLog audit) {
        this.invoices = invoices;
        this.imports = imports;
        this.mappings = mappings;
        this.audit = audit;
    }

    record InvoiceMappingView(long id) {}

    /// @param digest that the reconciliation had: what is accepted is what was looked at
    /// @param releaseUnbilled as it was looked at: take back what was accrued and not invoiced
    record InvoiceAcceptance(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest, boolean releaseUnbilled) {}

    record InvoiceReversal(@NotBlank @Size(max = 1000) String reason) {}

    record InvoiceWithdrawal(@NotBlank @Size(max = 1000) String reason) {}

    /// Takes what the columns of a provider's files mean, for the files that follow. 201 for one
    /// that is new; 200 with the number of one that says the same. By a member; a program is
    /// refused.
    @PostMapping("/mappings")
    ResponseEntity<InvoiceMappingView> map(
            @RequestBody InvoiceMapping mapping, Principal principal) {
        var kept = mappings.keep(mapping, principal.getName());
        if (kept.fresh()) {
            audit.record(
                    principal.getName(),
                    "invoice.map",
                    "invoice-mapping/" + kept.id(),
                    Map.of("perMessage", mapping.perMessage()));
        }
        return ResponseEntity.status(kept.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new InvoiceMappingView(kept.id()));
    }

    /// The body is the file itself, CSV. 201 for one that is new; 200 where the very same was
    /// imported before, which changes nothing. By a member; a program is refused.
    ///
    /// @param from and to: first and last day of the invoice's period
    /// @param total before tax, in units of the currency; negative: a credit note
    @PostMapping
    ResponseEntity<InvoiceView> take(
            @RequestParam long mapping,
            @RequestParam @NotBlank @Size(max = 200) String fileName,
            @RequestParam String vendor,
            @RequestParam String number,
            @RequestParam String currency,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam BigDecimal total,
            @RequestParam(required = false) @Nullable BigDecimal tax,
            HttpServletRequest request,
            Principal principal)
            throws IOException {
        var head =
                new InvoiceHead(
                        vendor,
                        number,
                        currency,
                        from,
                        to,
                        total,
                        Objects.requireNonNullElse(tax, BigDecimal.ZERO));
        var imported =
                imports.take(
                        head, mapping, fileName, request.getInputStream(), principal.getName());
        var view = InvoiceView.of(imported.invoice());
        return imported.fresh()
                ? ResponseEntity.created(URI.create("/api/v1/invoices/" + view.id())).body(view)
                : ResponseEntity.ok(view);
    }

    /// The latest first.
    @GetMapping
    Page<InvoiceView> list(@Valid @ParameterObject Paging paging) {
        var page =
                Cursor.opaque(
                        invoices.page(
                                Objects.requireNonNullElse(Cursor.position(paging), Long.MAX_VALUE),
                                paging.size()));
        return new Page<>(page.items().stream().map(InvoiceView::of).toList(), page.next());
    }

    /// With its reconciliation.
    ///
    /// @param releaseUnbilled whether accepting would take back what was accrued and not invoiced;
    ///   not looked at once it is accepted
    @GetMapping("/{id}")
    ReconciledInvoice get(
            @PathVariable long id, @RequestParam(defaultValue = "false") boolean releaseUnbilled) {
        return reconciled(invoices.get(id), releaseUnbilled);
    }

    private ReconciledInvoice reconciled(Invoice invoice, boolean releaseUnbilled) {
        var reconciliation = invoices.reconciliation(invoice, releaseUnbilled);
        return ReconciledInvoice.of(
                invoice,
                reconciliation,
                invoices.campaigns(reconciliation),
                invoices.alike(invoice));
    }

    /// The reconciliation as a file: RFC 4180, one line a place.
    @GetMapping(path = "/{id}/reconciliation.csv", produces = "text/csv")
    ResponseEntity<byte[]> reconciliationFile(@PathVariable long id, Principal principal)
            throws IOException {
        var invoice = invoices.get(id);
        downloaded(id, "reconciliation", principal);
        var bytes = new ByteArrayOutputStream();
        new ReconciliationCsv(invoice.head(), invoices.reconciliation(invoice, false)).write(bytes);
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        attachment("invoice-%d-reconciliation.csv".formatted(id)))
                .body(bytes.toByteArray());
    }

    /// The messages of a usage file that only one side knows: RFC 4180, one line each.
    @GetMapping(path = "/{id}/unmatched.csv", produces = "text/csv")
    void unmatchedFile(@PathVariable long id, Principal principal, HttpServletResponse response)
            throws IOException {
        var invoice = invoices.get(id);
        downloaded(id, "unmatched", principal);
        // whole before the first byte is sent: no transaction waits for a slow reader
        var file = Files.createTempFile("unmatched-", ".csv");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                invoices.writeUnmatched(invoice, out);
            }
            response.setContentLengthLong(Files.size(file));
            Files.copy(file, Downloads.csv(response, "invoice-%d-unmatched.csv".formatted(id)));
        } finally {
            Files.delete(file);
        }
    }

    private void downloaded(long id, String file, Principal principal) {
        audit.record(
                principal.getName(), "invoice.download", "invoice/" + id, Map.of("file", file));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    /// Books the true-up. By another member than who imported it; a program is refused.
    @PostMapping("/{id}/accept")
    ReconciledInvoice accept(
            @PathVariable long id,
            @Valid @RequestBody InvoiceAcceptance acceptance,
            Principal principal) {
        var accepted =
                invoices.accept(
                        id, acceptance.releaseUnbilled(), acceptance.digest(), principal.getName());
        return reconciled(accepted, false);
    }

    /// Undoes an acceptance by an entry with the opposite amounts. By another member than who
    /// accepted it; a program is refused.
    @PostMapping("/{id}/reverse")
    ReconciledInvoice reverse(
            @PathVariable long id,
            @Valid @RequestBody InvoiceReversal reversal,
            Principal principal) {
        return reconciled(invoices.reverse(id, reversal.reason(), principal.getName()), false);
    }

    /// Takes back an import that nobody accepted: it is kept, and its number is free again. By a
    /// member; a program is refused.
    @PostMapping("/{id}/withdraw")
    InvoiceView withdraw(
            @PathVariable long id,
            @Valid @RequestBody InvoiceWithdrawal withdrawal,
            Principal principal) {
        return InvoiceView.of(invoices.withdraw(id, withdrawal.reason(), principal.getName()));
    }
}
