package org.parley.batch.imports;

import static org.parley.sql.postgres.Tables.INVOICE_MAPPING;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.parley.analytics.invoice.Invoices;
import org.parley.batch.imports.invoices.InvoiceMapping;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import tools.jackson.databind.json.JsonMapper;

/// Mappings of files of invoices, one a way of writing them.
public final class InvoiceMappings {

    private final DSLContext dsl;
    private final JsonMapper json;
    private final Clock clock;

    public InvoiceMappings(DSLContext dsl, JsonMapper json, Clock clock) {
        this.dsl = dsl;
        this.json = json;
        this.clock = clock;
    }

    /// @return its number, for the files that follow
    /// @throws ProblemException INVALID_REQUEST naming every field that is wrong; FORBIDDEN to
    ///   programs
    public long keep(InvoiceMapping mapping, String actor) {
        Invoices.member(actor);
        List<FieldProblem> problems = mapping.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
        return dsl.insertInto(INVOICE_MAPPING)
                .set(INVOICE_MAPPING.MAPPING, JSONB.valueOf(json.writeValueAsString(mapping)))
                .set(INVOICE_MAPPING.CREATED_BY, actor)
                .set(INVOICE_MAPPING.CREATED_AT, clock.instant())
                .returningResult(INVOICE_MAPPING.ID)
                .fetchSingle()
                .value1();
    }

    /// @throws ProblemException INVALID_REQUEST where there is none of this number
    public InvoiceMapping get(long id) {
        return dsl.select(INVOICE_MAPPING.MAPPING)
                .from(INVOICE_MAPPING)
                .where(INVOICE_MAPPING.ID.eq(id))
                .fetchOptional(row -> json.readValue(row.value1().data(), InvoiceMapping.class))
                .orElseThrow(() ->
                        ProblemException.invalid("mapping", "There is no mapping of this number"));
    }
}
