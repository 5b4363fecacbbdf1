package org.parley.batch.relay;

import org.jooq.DSLContext;
import org.parley.batch.rollup.Rollups;
import org.parley.sql.migration.ClickHouseLayout;

/// Brings everything that waits to ClickHouse, for tests of other packages.
public final class Shipping {

    private final EventRelay events;
    private final MirrorRelay mirrors;

    public Shipping(DSLContext postgres, DSLContext clickHouse, ClickHouseInserts inserts) {
        var rollups = new Rollups(clickHouse, ClickHouseLayout.singleServer());
        events = new EventRelay(postgres, inserts, new Arrivals(clickHouse, rollups), 1_000);
        mirrors = new MirrorRelay(postgres, inserts, 10_000);
    }

    public void all() {
        while (events.ship() > 0) {
            // until all are there
        }
        while (mirrors.ship() > 0) {
            // likewise
        }
    }
}
