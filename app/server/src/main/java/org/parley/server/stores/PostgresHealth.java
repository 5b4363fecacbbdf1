package org.parley.server.stores;

import org.jooq.DSLContext;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/// Without PostgreSQL a node can do nothing: it is down, and not ready for requests.
@Component("postgres")
final class PostgresHealth extends AbstractHealthIndicator {

    private final DSLContext postgres;

    PostgresHealth(DSLContext postgres) {
        super("PostgreSQL does not answer");
        this.postgres = postgres;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        postgres.selectOne().fetch();
        health.up();
    }
}
