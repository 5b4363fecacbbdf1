package org.parley.batch.imports;

import static org.parley.sql.postgres.Tables.RESULT_MAPPING;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import tools.jackson.databind.json.JsonMapper;

/// Mappings of files of results. One is sent before its file, so that everything wrong with it is
/// known before the first row is.
public final class ResultMappings {

    private final DSLContext dsl;
    private final JsonMapper json;
    private final Clock clock;

    public ResultMappings(DSLContext dsl, JsonMapper json, Clock clock) {
        this.dsl = dsl;
        this.json = json;
        this.clock = clock;
    }

    /// @return its number, for the file that follows
    /// @throws ProblemException INVALID_REQUEST naming every field that is wrong
    public long keep(ResultMapping mapping, String actor) {
        List<FieldProblem> problems = mapping.problems(clock.instant());
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
        return dsl.insertInto(RESULT_MAPPING)
                .set(RESULT_MAPPING.MAPPING, JSONB.valueOf(json.writeValueAsString(mapping)))
                .set(RESULT_MAPPING.CREATED_BY, actor)
                .set(RESULT_MAPPING.CREATED_AT, clock.instant())
                .returningResult(RESULT_MAPPING.ID)
                .fetchSingle()
                .value1();
    }

    /// @throws ProblemException INVALID_REQUEST where there is none of this number
    public ResultMapping get(long id) {
        return dsl.select(RESULT_MAPPING.MAPPING)
                .from(RESULT_MAPPING)
                .where(RESULT_MAPPING.ID.eq(id))
                .fetchOptional(row -> json.readValue(row.value1().data(), ResultMapping.class))
                .orElseThrow(() ->
                        ProblemException.invalid("mapping", "There is no mapping of this number"));
    }
}
