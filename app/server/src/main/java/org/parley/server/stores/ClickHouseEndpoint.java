package org.parley.server.stores;

import java.net.URI;

/// Where ClickHouse speaks HTTP, taken from its JDBC address.
///
/// @param url `http://host:port` or `https://host:port`
record ClickHouseEndpoint(String url, String database) {

    private static final int HTTP_PORT = 8123;
    private static final int HTTPS_PORT = 8443;

    /// @param jdbcUrl `jdbc:clickhouse:[http:|https:]//host[:port][/database][?ssl=true&...]`
    static ClickHouseEndpoint of(String jdbcUrl) {
        var rest = jdbcUrl.substring("jdbc:clickhouse:".length());
        var uri = URI.create(rest.startsWith("//") ? "http:" + rest : rest);
        var query = uri.getQuery() == null ? "" : "&" + uri.getQuery() + "&";
        boolean tls = "https".equals(uri.getScheme()) || query.contains("&ssl=true&");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        var path = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
        return new ClickHouseEndpoint(
                (tls ? "https://" : "http://") + uri.getHost() + ":" + port,
                path.isEmpty() ? "default" : path);
    }
}
