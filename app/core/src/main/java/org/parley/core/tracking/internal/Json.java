package org.parley.core.tracking.internal;

import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A set of facts as one bind value: records become the rows of `json_to_recordset`, components its
/// columns in snake_case. One value keeps a statement's text, and so its plan, the same for any
/// number of facts.
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private Json() {}

    static Field<String> rows(List<? extends Record> facts) {
        return DSL.val(MAPPER.writeValueAsString(facts));
    }
}
