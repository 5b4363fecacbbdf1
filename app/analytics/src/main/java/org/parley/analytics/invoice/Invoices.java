package org.parley.analytics.invoice;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.parley.analytics.finance.TwoPeople;
import org.parley.analytics.invoice.Invoice.Withdrawal;
import org.parley.analytics.invoice.Reconciliation.MessageMatch;
import org.parley.analytics.invoice.internal.BillQueries;
import org.parley.analytics.invoice.internal.BillQueries.Matched;
import org.parley.analytics.invoice.internal.BillQueries.Scope;
import org.parley.analytics.invoice.internal.EntryStore;
import org.parley.analytics.invoice.internal.InvoiceStore;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.StorableText;
import tools.jackson.databind.json.JsonMapper;

/// Invoices of providers. One who is not who imported it accepts its reconciliation; that books a
/// true-up, which brings the cost of each run that sent the messages to what was invoiced for them.
/// An acceptance is undone by an entry with the opposite amounts.
public final class Invoices {

    private final DSLContext postgres;
    private final AuditLog audit;
    private final JsonMapper json;
    private final Clock clock;
    private final ZoneId zone;
    private final Patience patience;

    /// @param zone in which days and months are told
    /// @param limit of each question to PostgreSQL when an invoice is held against the send ledger
    public Invoices(
            DSLContext postgres,
            AuditLog audit,
            JsonMapper json,
            Clock clock,
            ZoneId zone,
            Duration limit) {
        this.patience = new Patience(postgres, limit);
        this.postgres = postgres;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
        this.zone = zone;
    }

    /// In which days and months are told.
    public ZoneId zone() {
        return zone;
    }

    /// How an import ended.
    ///
    /// @param fresh false: the very same was imported before, and nothing changed
    public record Imported(Invoice invoice, boolean fresh) {}

    /// Takes an invoice whole or not at all.
    ///
    /// @throws ProblemException MALFORMED_FILE where it does not add up; ALREADY_EXISTS where the
    ///   vendor's number is known with other contents; FORBIDDEN to programs
    public Imported add(NewInvoice given, String actor) {
        member(actor);
        return new Intake(postgres, audit, clock).take(given, actor);
    }

    /// The latest first.
    ///
    /// @param before only those with a smaller id
    public Page<Invoice> page(long before, int limit) {
        var found = new InvoiceStore(postgres).before(before, limit + 1);
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), Long.toString(found.get(limit - 1).id()));
    }

    /// @throws ProblemException NOT_FOUND
    public Invoice get(long id) {
        return new InvoiceStore(postgres)
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("invoice", id));
    }

    /// Others whose lines say the same, the first first, at most ten: the same file under another
    /// number, or else a period like the other.
    public List<Invoice> alike(Invoice invoice) {
        return new InvoiceStore(postgres).alike(invoice, 10);
    }

    /// As it was accepted; else as it is today.
    ///
    /// @param releaseUnbilled whether accepting would take back what was accrued and not invoiced;
    ///   not looked at once it is accepted
    /// @throws ProblemException UNAVAILABLE where that takes too long
    public Reconciliation reconciliation(Invoice invoice, boolean releaseUnbilled) {
        var accepted = invoice.accepted();
        return accepted == null
                ? patience.within(stores -> reconcile(stores, invoice, releaseUnbilled))
                : new EntryStore(postgres, json).reconciliation(accepted.id());
    }

    private Reconciliation reconcile(DSLContext stores, Invoice invoice, boolean release) {
        var store = new InvoiceStore(stores);
        var bills = new BillQueries(stores);
        var scope = scope(store, invoice);
        var currency = invoice.head().currency();
        var matched = invoice.perMessage() ? bills.matched(scope, currency) : List.<Matched>of();
        var months = scope.months(matched);
        var accruals =
                Accruals.of(
                        scope,
                        currency,
                        months.stream().flatMap(span -> bills.bills(span).stream()).toList(),
                        matched,
                        months.stream()
                                .flatMap(span -> bills.settled(span, currency).stream())
                                .toList());
        var reconciling = new Reconciling(currency, accruals, release);
        reconciling.invoiced(store.sums(invoice.id()));
        MessageMatch match = null;
        if (invoice.perMessage()) {
            var unknown = bills.unmatchedSums(invoice.id());
            reconciling.messages(matched, unknown);
            match =
                    new MessageMatch(
                            matched.stream().mapToLong(Matched::lines).sum(),
                            matched.stream().mapToLong(Matched::notBilled).sum(),
                            unknown.stream().mapToLong(InvoiceStore.PlaceSum::lines).sum(),
                            bills.unmatchedBills(scope));
        }
        return reconciling.result(invoice.head().totalMinor(), zone.getId(), match);
    }

    private Scope scope(InvoiceStore store, Invoice invoice) {
        return new Scope(
                invoice.id(),
                invoice.head().from(),
                invoice.head().to().plusDays(1),
                zone,
                store.channels(invoice.id()));
    }

    /// Names of the campaigns that bear a reconciliation, by run.
    public Map<Integer, String> campaigns(Reconciliation reconciliation) {
        var runs = new TreeSet<Integer>();
        reconciliation.bookings().forEach(booking -> runs.add(booking.run()));
        return new InvoiceStore(postgres).campaigns(runs);
    }

    /// Writes the messages of a usage file that only one side knows. The stream is not closed.
    public void writeUnmatched(Invoice invoice, OutputStream out) {
        var scope = scope(new InvoiceStore(postgres), invoice);
        new UnmatchedCsv(new BillQueries(postgres), scope).write(out, invoice);
    }

    /// Books the true-up.
    ///
    /// @param seen digest of the reconciliation: what is accepted is what was looked at
    /// @throws ProblemException NOT_FOUND; FORBIDDEN to programs; CONFLICT where it is accepted,
    ///   the actor imported it, it compares otherwise by now, or bills are in another currency;
    ///   UNAVAILABLE where it takes too long
    public Invoice accept(long id, boolean releaseUnbilled, String seen, String actor) {
        member(actor);
        patience.within(tx -> {
            var entries = new EntryStore(tx, json);
            entries.alone();
            var invoice = found(tx, id);
            if (invoice.withdrawn() != null) {
                throw conflict("This invoice was withdrawn. Import it anew.");
            }
            if (invoice.accepted() != null) {
                throw conflict(
                        "Invoice %s is accepted. To accept it anew, reverse that first."
                                .formatted(invoice.head().number()));
            }
            if (invoice.importedBy().equals(actor)) {
                throw conflict("Somebody else has to accept what you imported.");
            }
            var reconciliation = reconcile(tx, invoice, releaseUnbilled);
            if (!reconciliation.digest().equals(seen)) {
                throw conflict(
                        "The reconciliation is another than what you were shown: something came in since. Look at it again, then accept.");
            }
            if (!reconciliation.foreign().isEmpty()) {
                var other = reconciliation.foreign().getFirst();
                throw conflict(
                        "%1$d of these messages were accrued in %2$s, and the invoice is in %3$s: nothing can be compared. Ask the vendor for an invoice in %2$s."
                                .formatted(
                                        other.messages(),
                                        other.currency(),
                                        invoice.head().currency()));
            }
            entries.accept(id, reconciliation, actor, clock.instant());
            audit.record(
                    actor,
                    "invoice.accept",
                    subject(id),
                    Map.of(
                            "vendor", invoice.head().vendor(),
                            "number", invoice.head().number(),
                            "trueUpMinor", reconciliation.trueUpMinor(),
                            "currency", reconciliation.currency(),
                            "releaseUnbilled", releaseUnbilled,
                            "digest", seen));
            return id;
        });
        return get(id);
    }

    /// Undoes an acceptance by an entry with the opposite amounts.
    ///
    /// @throws ProblemException NOT_FOUND; FORBIDDEN to programs; CONFLICT where it is not
    ///   accepted, the actor accepted it, or a later acceptance rests on it
    public Invoice reverse(long id, String reason, String actor) {
        member(actor);
        storable(reason);
        patience.within(tx -> {
            var entries = new EntryStore(tx, json);
            entries.alone();
            var invoice = found(tx, id);
            var accepted = invoice.accepted();
            if (accepted == null) {
                throw conflict("This invoice is not accepted: nothing to reverse.");
            }
            if (accepted.bookedBy().equals(actor)) {
                throw conflict("Somebody else has to reverse what you accepted.");
            }
            // what that left would be accrued again, beside what the later one booked
            var since = entries.bookedSince(accepted.id());
            if (since.isPresent()) {
                var later = found(tx, since.get()).head();
                throw conflict(
                        "Invoice %1$s of %2$s was accepted since, over messages that this one settled. Reverse that first, then this, and accept %1$s anew."
                                .formatted(later.number(), later.vendor()));
            }
            entries.reverse(id, accepted, reason, actor, clock.instant());
            audit.record(
                    actor,
                    "invoice.reverse",
                    subject(id),
                    Map.of(
                            "vendor", invoice.head().vendor(),
                            "number", invoice.head().number(),
                            "trueUpMinor", Math.negateExact(accepted.trueUpMinor()),
                            "currency", invoice.head().currency(),
                            "reason", reason));
            return id;
        });
        return get(id);
    }

    /// Takes back an import that nobody accepted: it is kept, and its number is free again.
    ///
    /// @throws ProblemException NOT_FOUND; FORBIDDEN to programs; CONFLICT where it was accepted,
    ///   be it reversed since, or is withdrawn
    public Invoice withdraw(long id, String reason, String actor) {
        member(actor);
        storable(reason);
        patience.within(tx -> {
            new EntryStore(tx, json).alone();
            var invoice = found(tx, id);
            if (invoice.withdrawn() != null) {
                throw conflict("This invoice was withdrawn already.");
            }
            if (!invoice.entries().isEmpty()) {
                throw conflict(
                        "This invoice was accepted: what was booked stays with its number. Reverse the acceptance; a correction is a credit note or an invoice with a number of its own.");
            }
            new InvoiceStore(tx).withdraw(id, new Withdrawal(actor, clock.instant(), reason));
            audit.record(
                    actor,
                    "invoice.withdraw",
                    subject(id),
                    Map.of(
                            "vendor", invoice.head().vendor(),
                            "number", invoice.head().number(),
                            "reason", reason));
            return id;
        });
        return get(id);
    }

    private static void storable(String reason) {
        if (!StorableText.holds(reason)) {
            throw ProblemException.invalid("reason", "Holds what is no character");
        }
    }

    private static Invoice found(DSLContext transaction, long id) {
        return new InvoiceStore(transaction)
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("invoice", id));
    }

    /// Whether an actor may do anything about invoices but read.
    ///
    /// @throws ProblemException FORBIDDEN to programs
    public static void member(String actor) {
        TwoPeople.member(actor, "An invoice");
    }

    static String subject(long id) {
        return "invoice/" + id;
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
