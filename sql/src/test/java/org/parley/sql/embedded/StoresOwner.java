package org.parley.sql.embedded;

import java.nio.file.Path;
import java.sql.SQLException;
import org.parley.sql.StoreAddress;

/// The main class of a process that tests kill: opens the stores, writes one row into each and
/// waits until its standard input ends.
final class StoresOwner {
    private StoresOwner() {}

    public static void main(String[] arguments) throws Exception {
        try (var stores = EmbeddedStores.open(Path.of(arguments[0]))) {
            write(stores.postgres(), "create table kept (id int)");
            write(
                    stores.clickHouse(),
                    "CREATE TABLE kept (id Int32) ENGINE = MergeTree ORDER BY id");
            IO.println("written");
            while (System.in.read() >= 0) {
                // Waits.
            }
        }
    }

    private static void write(StoreAddress store, String create) throws SQLException {
        try (var connection = store.unpooled().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(create);
            statement.execute("INSERT INTO kept (id) VALUES (7)");
        }
    }
}
