package org.parley.server.stores;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.parley.server.ParleySettings;
import org.parley.sql.StoreAddress;
import org.parley.sql.embedded.EmbeddedSettings;
import org.parley.sql.embedded.EmbeddedStores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

/// Starts the stores that no address is given for, before anything can ask for a connection, and
/// puts their addresses where the given ones would stand. From there on both modes are the same.
public final class EmbeddedStoresInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStoresInitializer.class);
    private static final String BEAN = "embeddedStores";

    /// After whatever else brings addresses.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        requireUtc();
        var environment = context.getEnvironment();
        var settings = Binder.get(environment).bind("parley", ParleySettings.class).get();
        boolean postgres = settings.postgres().embedded();
        boolean clickHouse = settings.clickhouse().embedded();
        if (!postgres && !clickHouse) {
            return;
        }
        log.info(
                "Starting {} in {}",
                postgres && clickHouse
                        ? "PostgreSQL and ClickHouse"
                        : postgres ? "PostgreSQL" : "ClickHouse",
                settings.dataDirectory());
        var stores =
                EmbeddedStores.open(
                        EmbeddedSettings.in(settings.dataDirectory()).only(postgres, clickHouse));
        // What is registered first is destroyed last: after jobs, pools and everything else.
        var beans = context.getBeanFactory();
        beans.registerSingleton(BEAN, stores);
        ((DefaultSingletonBeanRegistry) beans).registerDisposableBean(BEAN, stores::close);
        var addresses = new HashMap<String, Object>();
        if (postgres) {
            addresses.putAll(properties("postgres", stores.postgres()));
        }
        if (clickHouse) {
            addresses.putAll(properties("clickhouse", stores.clickHouse()));
        }
        environment.getPropertySources().addFirst(new MapPropertySource(BEAN, addresses));
    }

    private static Map<String, Object> properties(String store, StoreAddress address) {
        return Map.of(
                "parley." + store + ".url", address.jdbcUrl(),
                "parley." + store + ".user", address.user(),
                "parley." + store + ".password", address.password());
    }

    private static void requireUtc() {
        var rules = ZoneId.systemDefault().getRules();
        if (!rules.isFixedOffset() || !rules.getOffset(Instant.EPOCH).equals(ZoneOffset.UTC)) {
            throw new IllegalStateException(
                    "This process runs in time zone "
                            + ZoneId.systemDefault()
                            + "; start it with -Duser.timezone=UTC");
        }
    }
}
