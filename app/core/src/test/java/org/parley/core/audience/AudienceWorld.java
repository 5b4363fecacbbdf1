package org.parley.core.audience;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.conf.BackslashEscaping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.parley.sql.testing.TestStores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Both stores with rows written directly into ClickHouse, and segments over them.
final class AudienceWorld {

    /// On the minute, as scheduled runs are.
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final DSLContext postgres = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    final Segments segments;
    private final DataSource clickHouse = TestStores.freshClickHouse();
    private final DSLContext dsl =
            DSL.using(
                    clickHouse,
                    SQLDialect.CLICKHOUSE,
                    new Settings().withBackslashEscaping(BackslashEscaping.ON));
    private int names;

    AudienceWorld() {
        segments = new Segments(postgres, dsl, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /// A text as JSON writes it.
    static String string(String text) {
        return JSON.writeValueAsString(text);
    }

    /// Ids of a rule's members, sorted.
    List<Long> members(String rule) {
        return members(json(rule));
    }

    List<Long> members(JsonNode rule) {
        long segment = segments.create("segment " + names++, rule).id();
        List<Long> ids = new ArrayList<>();
        segments.of(segment, NOW).accept(ids::add);
        ids.sort(null);
        return ids;
    }

    /// Ids of the people of a run who fulfilled a rule before an instant, sorted.
    List<Long> membersBefore(JsonNode rule, int run, Instant instant) {
        long segment = segments.create("segment " + names++, rule).id();
        return dsl.fetch(segments.queryBefore(segment, run, instant)).map(Record1::value1).stream()
                .sorted()
                .toList();
    }

    /// Without any driver's or library's reading of the text.
    void clickHouse(String sql) {
        try (Connection connection = clickHouse.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Campaign 1 has runs 1 and 2, campaign 2 has run 3, campaign 3 none.
    void campaigns() {
        segments.create("everybody", json("{\"all\":[]}"));
        for (String statement :
                List.of(
                        "insert into message (name) values ('hello')",
                        "insert into campaign (name, segment_id, message_id, seed, created_by)"
                                + " select 'c' || i, 1, 1, 's', 'test' from generate_series(1, 3) i",
                        "insert into run (campaign_id, fire_time, state, started_at)"
                                + " select c, now() + i * interval '1 hour', 'finished', now()"
                                + " from (values (1, 1), (1, 2), (2, 3)) as given (c, i) order by i")) {
            postgres.execute(statement);
        }
    }

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    static String array(String... texts) {
        return Arrays.stream(texts)
                .map(AudienceWorld::quoted)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
