package org.parley.batch.relay;

import com.clickhouse.client.api.Client;
import java.time.Clock;
import java.time.Duration;
import org.jooq.DSLContext;
import org.parley.batch.rollup.Rollups;
import org.parley.sql.migration.ClickHouseLayout;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    /// Large enough that an insert's fixed cost is spread, small enough that a retry is cheap.
    private static final int EVENTS = 50_000;

    private static final int CHANGES = 20_000;

    /// Longer than an insert may stay without an answer.
    private static final Duration STILL_WITHIN = Duration.ofMinutes(3);

    /// Time for several looks of the relay.
    private static final Duration REST = Duration.ofSeconds(1);

    @Bean
    Rollups rollups(@Qualifier("clickHouse") DSLContext clickHouse, ClickHouseLayout layout) {
        return new Rollups(clickHouse, layout);
    }

    @Bean
    RelayLoop relayLoop(
            DSLContext dsl,
            Client client,
            @Qualifier("clickHouse") DSLContext clickHouse,
            Rollups rollups,
            SchemaGate schema) {
        ClickHouseInserts inserts = new ClickHouseInserts(client);
        return new RelayLoop(
                new EventRelay(dsl, inserts, new Arrivals(clickHouse, rollups), EVENTS),
                new MirrorRelay(dsl, inserts, CHANGES),
                schema);
    }

    @Bean
    RelayPause relayPause(DSLContext dsl) {
        return new RelayPause(dsl, STILL_WITHIN, REST);
    }

    @Bean
    RelayMeters relayMeters(DSLContext dsl, RelayLoop loop, Clock clock) {
        return new RelayMeters(dsl, loop, clock);
    }
}
