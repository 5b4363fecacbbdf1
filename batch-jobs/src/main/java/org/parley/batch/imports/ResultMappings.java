package org.parley.batch.imports;

import static org.parley.sql.postgres.Tables.RESULT_MAPPING;

import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.postgres.tables.records.ResultMappingRecord;
import tools.jackson.databind.json.JsonMapper;

/// Mappings of files of results. One is sent before its file, so that everything wrong with it is
/// known before the first row is.
public final class ResultMappings {

    private final MappingStore<ResultMapping, ResultMappingRecord> store;
    private final Clock clock;

    public ResultMappings(DSLContext dsl, JsonMapper json, Clock clock) {
        this.store =
                new MappingStore<>(
                        dsl,
                        json,
                        clock,
                        new MappingStore.Columns<>(
                                RESULT_MAPPING,
                                RESULT_MAPPING.ID,
                                RESULT_MAPPING.MAPPING,
                                RESULT_MAPPING.CREATED_BY,
                                RESULT_MAPPING.CREATED_AT),
                        ResultMapping.class);
        this.clock = clock;
    }

    /// @return its number, for the file that follows
    /// @throws ProblemException INVALID_REQUEST naming every field that is wrong
    public long keep(ResultMapping mapping, String actor) {
        MappingStore.refuse(mapping.problems(clock.instant()));
        return store.add(mapping, actor);
    }

    /// @throws ProblemException INVALID_REQUEST where there is none of this number
    public ResultMapping get(long id) {
        return store.get(id);
    }
}
