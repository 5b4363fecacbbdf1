package org.parley.analytics.world;

import com.clickhouse.client.api.Client;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.analytics.history.JudgedAgain;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.sql.StoreAddress;
import org.parley.sql.testing.TestStores;

/// Both stores with a world in them.
public final class Stores {

    public final DSLContext postgres;
    public final DSLContext clickHouse;
    public final KeptAnswers kept;
    private final DataSource ledger;
    private final DataSource events;
    private final StoreAddress address;

    private Stores(DataSource ledger, StoreAddress address) {
        this.ledger = ledger;
        this.events = address.unpooled();
        this.address = address;
        this.postgres = DSL.using(ledger, SQLDialect.POSTGRES);
        this.clickHouse = DSL.using(events, SQLDialect.CLICKHOUSE);
        this.kept =
                new KeptAnswers(
                        postgres,
                        clickHouse,
                        Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC),
                        Duration.ZERO);
    }

    public static Stores holding(World world) {
        var stores = new Stores(TestStores.freshPostgres(), TestStores.freshClickHouseAddress());
        try {
            stores.fillPostgres(world);
            stores.fillClickHouse(world);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        stores.drain();
        return stores;
    }

    /// Of ClickHouse, without JDBC.
    public Client client() {
        return address.client();
    }

    /// As the relay and the attribution would, once all is copied.
    public void drain() {
        for (var queue : List.of("mirror_change", "attribution_due", "event_outbox")) {
            postgres.execute("truncate " + queue);
        }
    }

    private interface Binding<T> {
        void to(PreparedStatement statement, T item) throws SQLException;
    }

    private static <T> void insert(
            Connection connection, String sql, List<T> items, Binding<T> binding)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var item : items) {
                binding.to(statement, item);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void fillPostgres(World world) throws SQLException {
        var bills =
                world.events.stream()
                        .filter(e -> e.kind().equals("billed"))
                        .collect(Collectors.toMap(Told::person, e -> e, (first, _) -> first));
        try (var connection = ledger.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into segment (name, rule) values ('all', '{}');
                    insert into message (name) values ('m');
                    insert into message_variant (message_id, name, content) values (1, 'A', '{}');
                    insert into campaign (name, segment_id, message_id, seed, cost_centre, margin, created_by, attribution_days)
                    values ('=Autumn, "sale"', 1, 1, 's', '+4711', 0.40, 'm@parley.example', 7),
                           ('Winter', 1, 1, 's', null, null, 'm@parley.example', 7);
                    insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight)
                    values (1, 1, 'Viber', 1, 'viber', 4500), (1, 2, 'Email', 1, 'email', 4500), (1, 3, 'Nobody', null, null, 1000),
                           (2, 1, '@Left', 1, 'whatsapp', 5000), (2, 2, 'Right', 1, 'whatsapp', 5000);
                    insert into run (campaign_id, fire_time, state, started_at, finished_at, sandbox)
                    values (1, '2026-10-05 09:30Z', 'finished', '2026-10-05 09:30Z', '2026-10-05 12:00Z', true),
                           (2, '2026-11-14 09:30Z', 'finished', '2026-11-14 09:30Z', '2026-11-14 12:00Z', false);
                    """);
            insert(
                    connection,
                    "insert into contact (id, external_id) overriding system value values (?, ?)",
                    world.people.stream().map(Person::contact).distinct().toList(),
                    (row, contact) -> {
                        row.setLong(1, contact);
                        row.setString(2, "c" + contact);
                    });
            insert(
                    connection,
                    """
                    insert into recipient (run_id, ordinal, contact_id, arm, channel, country, state, reason, price, price_currency, billed_at)
                    values (?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?)
                    """,
                    world.people,
                    (row, person) -> {
                        var bill = Optional.ofNullable(bills.get(person));
                        row.setInt(1, person.run());
                        row.setInt(2, person.ordinal());
                        row.setLong(3, person.contact());
                        row.setInt(4, person.arm());
                        row.setString(5, person.channel());
                        row.setString(6, person.country());
                        row.setString(7, person.state());
                        row.setString(
                                8,
                                person.state().equals("skipped")
                                        ? person.channel().isEmpty() ? "holdout" : "no_consent"
                                        : null);
                        row.setBigDecimal(9, bill.map(Told::price).orElse(null));
                        row.setString(10, bill.map(Told::currency).orElse(null));
                        row.setTimestamp(11, bill.map(b -> Timestamp.from(b.at())).orElse(null));
                    });
            documents(connection, world.documents);
        }
    }

    /// More orders and refunds, told to both stores.
    public void add(List<Document> documents) {
        try (var postgresConnection = ledger.getConnection();
                var clickHouseConnection = events.getConnection()) {
            documents(postgresConnection, documents);
            insert(
                    clickHouseConnection,
                    ORDER,
                    documents,
                    (row, document) -> order(row, document, 2, true));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        drain();
    }

    private static void documents(Connection connection, List<Document> documents)
            throws SQLException {
        insert(
                connection,
                """
                insert into shop_order (id, store, external_id, kind, refund_of, contact_id, placed_at, currency, revenue, revenue_minor, source)
                overriding system value values (?, 'shop', ?, ?, ?, ?, ?, ?, ?, ?, 'import')
                """,
                documents,
                (row, document) -> {
                    row.setLong(1, document.id());
                    row.setString(2, "o" + document.id());
                    row.setString(3, document.kind());
                    row.setString(4, document.original() == 0 ? null : "o" + document.original());
                    row.setLong(5, document.contact());
                    row.setObject(6, document.at().atOffset(ZoneOffset.UTC));
                    row.setString(7, document.currency());
                    row.setBigDecimal(8, BigDecimal.valueOf(document.minor(), 2));
                    row.setLong(9, document.minor());
                });
        insert(
                connection,
                "insert into credit (shop_order_id, run_id, ordinal, touch_kind, touch_at, model) values (?, ?, ?, 'click', ?, 'last-touch')",
                documents.stream().filter(d -> d.credited() != null).toList(),
                (row, document) -> {
                    row.setLong(1, document.id());
                    row.setInt(2, document.credited().run());
                    row.setInt(3, document.credited().ordinal());
                    row.setObject(4, document.at().atOffset(ZoneOffset.UTC));
                });
    }

    private void fillClickHouse(World world) throws SQLException {
        try (var connection = events.getConnection()) {
            insert(
                    connection,
                    """
                    insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, contact_id, arm, channel, country, machine, price, currency)
                    values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    world.events,
                    (row, event) -> {
                        row.setString(1, event.kind());
                        row.setInt(2, event.person().run());
                        row.setInt(3, event.person().ordinal());
                        row.setLong(4, event.id());
                        row.setString(5, ClickHouseTime.of(event.at()));
                        row.setLong(6, event.person().contact());
                        row.setInt(7, event.person().arm());
                        row.setString(8, event.person().channel());
                        row.setString(9, event.person().country());
                        row.setBoolean(
                                10,
                                JudgedAgain.atArrival(event.id(), event.kind(), event.machine()));
                        row.setBigDecimal(11, event.price());
                        row.setString(12, event.currency());
                    });
            // Every document twice: first as it was known before it was credited.
            insert(connection, ORDER, world.documents, (row, d) -> order(row, d, 1, false));
            insert(connection, ORDER, world.documents, (row, d) -> order(row, d, 2, true));
        }
        JudgedAgain.tell(clickHouse);
    }

    private static final String ORDER =
            """
            insert into shop_order (id, version, store, external_id, kind, original_id, contact_id, placed_at, currency, revenue_minor, revenue, run_id, ordinal, arm, channel, country, touch_kind, touch_at)
            values (?, ?, 'shop', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static void order(PreparedStatement row, Document document, int version, boolean whole)
            throws SQLException {
        var credited = whole ? document.credited() : null;
        row.setLong(1, document.id());
        row.setInt(2, version);
        row.setString(3, "o" + document.id());
        row.setString(4, document.kind());
        row.setLong(5, document.original());
        row.setLong(6, whole ? document.contact() : 0);
        row.setString(7, ClickHouseTime.of(document.at()));
        row.setString(8, document.currency());
        row.setLong(9, whole ? document.minor() : 1);
        row.setBigDecimal(10, BigDecimal.valueOf(document.minor(), 2));
        row.setInt(11, credited == null ? 0 : credited.run());
        row.setInt(12, credited == null ? 0 : credited.ordinal());
        row.setInt(13, credited == null ? 0 : credited.arm());
        row.setString(14, credited == null ? "" : credited.channel());
        row.setString(15, credited == null ? "" : credited.country());
        row.setString(16, credited == null ? "" : "click");
        row.setString(17, ClickHouseTime.of(credited == null ? Instant.EPOCH : document.at()));
    }
}
