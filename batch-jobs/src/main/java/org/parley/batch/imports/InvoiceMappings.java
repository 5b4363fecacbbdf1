package org.parley.batch.imports;

import static org.parley.sql.postgres.Tables.INVOICE_MAPPING;

import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.analytics.invoice.Invoices;
import org.parley.batch.imports.invoices.InvoiceMapping;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.postgres.tables.records.InvoiceMappingRecord;
import tools.jackson.databind.json.JsonMapper;

/// Mappings of files of invoices, one a way of writing them.
public final class InvoiceMappings {

    private final MappingStore<InvoiceMapping, InvoiceMappingRecord> store;

    public InvoiceMappings(DSLContext dsl, JsonMapper json, Clock clock) {
        this.store =
                new MappingStore<>(
                        dsl,
                        json,
                        clock,
                        new MappingStore.Columns<>(
                                INVOICE_MAPPING,
                                INVOICE_MAPPING.ID,
                                INVOICE_MAPPING.MAPPING,
                                INVOICE_MAPPING.CREATED_BY,
                                INVOICE_MAPPING.CREATED_AT),
                        InvoiceMapping.class);
    }

    /// @param id for the files that follow
    /// @param fresh false: the very same was there before
    public record Kept(long id, boolean fresh) {}

    /// @throws ProblemException INVALID_REQUEST naming every field that is wrong; FORBIDDEN to
    ///   programs
    public Kept keep(InvoiceMapping mapping, String actor) {
        Invoices.member(actor);
        MappingStore.refuse(mapping.problems());
        Optional<Long> known = store.find(mapping);
        return known.map(id -> new Kept(id, false))
                .orElseGet(() -> new Kept(store.add(mapping, actor), true));
    }

    /// @throws ProblemException INVALID_REQUEST where there is none of this number
    public InvoiceMapping get(long id) {
        return store.get(id);
    }
}
