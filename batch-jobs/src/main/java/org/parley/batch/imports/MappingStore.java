package org.parley.batch.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import tools.jackson.databind.json.JsonMapper;

/// Mappings of one kind of files, which never change.
///
/// @param columns of the table
/// @param type of the mappings
record MappingStore<M, R extends Record>(
        DSLContext dsl, JsonMapper json, Clock clock, Columns<R> columns, Class<M> type) {

    record Columns<R extends Record>(
            Table<R> table,
            Field<Long> id,
            Field<JSONB> mapping,
            Field<String> createdBy,
            Field<Instant> createdAt) {}

    /// @throws ProblemException INVALID_REQUEST naming every field that is wrong
    static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
    }

    /// @return its number
    long add(M mapping, String actor) {
        return dsl.insertInto(columns.table())
                .set(columns.mapping(), text(mapping))
                .set(columns.createdBy(), actor)
                .set(columns.createdAt(), clock.instant())
                .returningResult(columns.id())
                .fetchSingle()
                .value1();
    }

    /// The number of the first that says the same.
    Optional<Long> find(M mapping) {
        return dsl.select(columns.id())
                .from(columns.table())
                .where(columns.mapping().eq(text(mapping)))
                .orderBy(columns.id())
                .limit(1)
                .fetchOptional(columns.id());
    }

    private JSONB text(M mapping) {
        return JSONB.valueOf(json.writeValueAsString(mapping));
    }

    /// @throws ProblemException INVALID_REQUEST where there is none of this number
    M get(long id) {
        return dsl.select(columns.mapping())
                .from(columns.table())
                .where(columns.id().eq(id))
                .fetchOptional(row -> json.readValue(row.value1().data(), type))
                .orElseThrow(() ->
                        ProblemException.invalid("mapping", "There is no mapping of this number"));
    }
}
