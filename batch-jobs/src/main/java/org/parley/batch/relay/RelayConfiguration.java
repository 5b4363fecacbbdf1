package org.parley.batch.relay;

import com.clickhouse.client.api.Client;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    /// Large enough that an insert's fixed cost is spread, small enough that a retry is cheap.
    private static final int EVENTS = 50_000;

    private static final int CHANGES = 20_000;

    @Bean
    RelayLoop relayLoop(DSLContext dsl, Client clickHouse) {
        ClickHouseInserts inserts = new ClickHouseInserts(clickHouse);
        return new RelayLoop(
                new EventRelay(dsl, inserts, EVENTS), new MirrorRelay(dsl, inserts, CHANGES));
    }
}
