package org.parley.sql;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.jdbc.DataSourceImpl;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a store is and how to enter it.
///
/// @param jdbcUrl `jdbc:postgresql://...` or `jdbc:clickhouse://...`, database included
/// @param user may be empty when the URL itself names the user
/// @param password never printed by [#toString]
public record StoreAddress(String jdbcUrl, String user, String password) {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String CLICKHOUSE = "jdbc:clickhouse:";

    public StoreAddress {
        if (!jdbcUrl.startsWith(POSTGRES) && !jdbcUrl.startsWith(CLICKHOUSE)) {
            throw new IllegalArgumentException(
                    "Neither a %s nor a %s URL: %s"
                            .formatted(POSTGRES, CLICKHOUSE, jdbcUrl.replaceFirst("[?].*", "")));
        }
    }

    public boolean isClickHouse() {
        return jdbcUrl.startsWith(CLICKHOUSE);
    }

    /// The same server and user, another database. The URL's parameters are kept.
    public StoreAddress withDatabase(String database) {
        return new StoreAddress(
                jdbcUrl.replaceFirst("(://[^/?]+)/?[^?]*", "$1/" + database), user, password);
    }

    /// The database in the URL; `default` where it names none and this is ClickHouse.
    public String database() {
        var matcher = Pattern.compile("://[^/?]+/([^?]+)").matcher(jdbcUrl);
        return matcher.find() ? matcher.group(1) : isClickHouse() ? "default" : "";
    }

    /// The bare address of ClickHouse's HTTP interface, for its client without JDBC.
    ///
    /// @throws IllegalStateException if this is PostgreSQL
    public String httpEndpoint() {
        if (!isClickHouse()) {
            throw new IllegalStateException("PostgreSQL does not speak HTTP");
        }
        var secure = jdbcUrl.contains(":https://") || jdbcUrl.contains("ssl=true");
        var server = jdbcUrl.replaceFirst("^.*?://([^/?]+).*$", "$1");
        var port = server.matches(".*:\\d+") ? "" : secure ? ":8443" : ":8123";
        return (secure ? "https://" : "http://") + server + port;
    }

    /// Driver properties that every pool must pass on, user and password included. For ClickHouse
    /// they switch off what would lose or double rows: the driver's own retries and asynchronous
    /// inserts (clickhouse-jdbc 0.11 retries an insert whose reply was lost).
    public Properties driverProperties() {
        var properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        if (isClickHouse()) {
            properties.setProperty("client_retry_on_failures", "None");
            properties.setProperty("clickhouse_setting_async_insert", "0");
        }
        return properties;
    }

    /// A data source without a pool: each connection is opened anew. For migrations and tests.
    public DataSource unpooled() {
        if (isClickHouse()) {
            return new DataSourceImpl(jdbcUrl, driverProperties());
        }
        var postgres = new PGSimpleDataSource();
        postgres.setUrl(jdbcUrl);
        if (!user.isEmpty()) {
            postgres.setUser(user);
            postgres.setPassword(password);
        }
        return postgres;
    }

    /// ClickHouse's client without JDBC, for tests and benches. It repeats nothing by itself; who
    /// asks for it closes it.
    ///
    /// @throws IllegalStateException if this is PostgreSQL
    public Client client() {
        return new Client.Builder()
                .addEndpoint(httpEndpoint())
                .setUsername(user.isEmpty() ? "default" : user)
                .setPassword(password)
                .setDefaultDatabase(database())
                .retryOnFailures(ClientFaultCause.None)
                .setMaxRetries(0)
                .build();
    }

    @Override
    public String toString() {
        return user.isEmpty() ? jdbcUrl : jdbcUrl + " as " + user;
    }
}
