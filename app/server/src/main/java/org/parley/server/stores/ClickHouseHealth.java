package org.parley.server.stores;

import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// ClickHouse away is a degraded node, not a broken one: intake and dispatch go on.
@Component("clickHouse")
public final class ClickHouseHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final DSLContext clickHouse;
    private final ClickHouseMigration migration;

    ClickHouseHealth(
            @Qualifier("clickHouse") DSLContext clickHouse, ClickHouseMigration migration) {
        this.clickHouse = clickHouse;
        this.migration = migration;
    }

    @Override
    public Health health() {
        if (!migration.done()) {
            return Health.status(DEGRADED).withDetail("migrated", false).build();
        }
        return answers() ? Health.up().build() : Health.status(DEGRADED).build();
    }

    /// Whether it answers a query now.
    public boolean answers() {
        try {
            clickHouse.selectOne().fetch();
            return true;
        } catch (RuntimeException _) {
            // Beside jOOQ's own, the driver throws unchecked exceptions when nobody answers.
            return false;
        }
    }
}
