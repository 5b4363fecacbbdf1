package org.parley.analytics.history;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.sql.testing.TestStores;

/// Both stores with a history in them, told out of order and in several batches, some of it judged
/// again.
public final class HistoryStores {

    private static final int BATCHES = 4;

    public final DSLContext postgres;
    public final DSLContext clickHouse;
    public final KeptAnswers kept;

    private final DataSource ledger;
    private final DataSource events;

    private HistoryStores(DataSource ledger, DataSource events) {
        this.ledger = ledger;
        this.events = events;
        this.postgres = DSL.using(ledger, SQLDialect.POSTGRES);
        this.clickHouse = DSL.using(events, SQLDialect.CLICKHOUSE);
        this.kept =
                new KeptAnswers(
                        postgres,
                        clickHouse,
                        Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC),
                        Duration.ZERO);
    }

    public static HistoryStores holding(History history, long seed) {
        var stores = planned(history);
        stores.tell(history, new Random(seed));
        JudgedAgain.tell(stores.clickHouse);
        return stores;
    }

    /// Nothing has happened yet.
    public static HistoryStores planned(History history) {
        var stores = new HistoryStores(TestStores.freshPostgres(), TestStores.freshClickHouse());
        try {
            stores.plan(history);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return stores;
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

    private void plan(History history) throws SQLException {
        try (var connection = ledger.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into segment (name, rule) values ('Germans', '{"attribute": "country", "is": "DE"}'),
                      ('Regulars', '{"tag": "regular"}'), ('Nobody', '{"tag": "nobody"}');
                    insert into message (name) values ('m');
                    insert into message_variant (message_id, name, content) values
                      (1, 'A', '{"version": 2, "content": {"body": {"type": "text", "text": "Hello"},
                        "quickReplies": [{"text": "=Yes", "payload": "yes"}, {"text": "No", "payload": "no"}]}}'),
                      (1, 'B', '{"version": 2, "content": {"body": {"type": "text", "text": "Hi"},
                        "quickReplies": [{"text": "Yes!", "payload": "yes"}]}}');
                    insert into campaign (name, segment_id, message_id, seed, margin, created_by, attribution_days)
                    values ('First', 1, 1, 's', 0.40, 'm@parley.example', 7), ('Second', 1, 1, 's', null, 'm@parley.example', 7);
                    insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight)
                    values (1, 1, 'Viber', 1, 'viber', 3400), (1, 2, 'Email', 2, 'email', 3300), (1, 3, 'Nobody', null, null, 3300),
                      (2, 1, 'WhatsApp', 1, 'whatsapp', 3400), (2, 2, 'Viber', 1, 'viber', 3300), (2, 3, 'Email', 2, 'email', 3300);
                    insert into campaign_arm_step (campaign_id, arm, step, channel) values (2, 1, 2, 'sms');
                    insert into run (campaign_id, fire_time, state, started_at, finished_at, targeted) values
                      (1, '2026-10-05 09:30Z', 'finished', '2026-10-05 09:30Z', '2026-10-07 12:00Z', 1),
                      (2, '2026-10-24 18:40Z', 'finished', '2026-10-24 18:40Z', '2026-10-27 12:00Z', 1);
                    insert into link (run_id, arm, index, target, label)
                    select run, arm, index, 'https://shop.example/' || case when arm = 3 then 'mail/' else '' end || index, 'Link ' || index
                    from generate_series(1, 2) run, generate_series(1, 3) arm, generate_series(0, 2) index
                    where run = 2 or arm < 3;
                    """);
            insert(
                    connection,
                    "insert into contact (id, external_id) overriding system value values (?, ?)",
                    history.targets.stream().map(Target::contact).distinct().toList(),
                    (row, contact) -> {
                        row.setLong(1, contact);
                        row.setString(2, "c" + contact);
                    });
            insert(
                    connection,
                    "insert into recipient (run_id, ordinal, contact_id, arm, channel, state)"
                            + " values (?, ?, ?, ?, nullif(?, ''), 'sent')",
                    history.targets,
                    (row, target) -> {
                        row.setInt(1, target.run());
                        row.setInt(2, target.ordinal());
                        row.setLong(3, target.contact());
                        row.setInt(4, target.arm());
                        row.setString(5, target.channel());
                    });
            var number = new int[1];
            insert(
                    connection,
                    """
                    insert into inbound_message (channel, account, provider_message_id, address, run_id, ordinal, kind, payload, occurred_at)
                    values ('viber', 'main', ?, 'a', ?, ?, 'button', ?, ?)\
                    """,
                    history.taps,
                    (row, tap) -> {
                        row.setString(1, "p" + number[0]++);
                        row.setInt(2, tap.target().run());
                        row.setInt(3, tap.target().ordinal());
                        row.setString(4, tap.payload());
                        row.setObject(5, Instant.EPOCH.atOffset(ZoneOffset.UTC));
                    });
        }
    }

    private void tell(History history, Random random) {
        var facts = new ArrayList<>(history.facts);
        Collections.shuffle(facts, random);
        for (var batch = 0; batch < BATCHES; batch++) {
            var from = facts.size() * batch / BATCHES;
            var until = facts.size() * (batch + 1) / BATCHES;
            tell(facts.subList(from, until), batch);
        }
        bring(history.papers, random);
        try (var connection = events.getConnection()) {
            insert(
                    connection,
                    """
                    insert into contact (id, version, deleted, country, tags, created_at)
                    values (?, 1, false, ?, if(? % 3 = 0, ['regular'], []), now64(3))\
                    """,
                    history.targets.stream().filter(target -> target.run() == 1).toList(),
                    (row, target) -> {
                        row.setLong(1, target.contact());
                        row.setString(2, target.country());
                        row.setLong(3, target.contact());
                    });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Told in an order of their own, first as they are known before their sale and their person
    /// are.
    public void bring(List<Paper> papers, Random random) {
        var shuffled = new ArrayList<>(papers);
        try (var connection = events.getConnection()) {
            Collections.shuffle(shuffled, random);
            insert(connection, PAPER, shuffled, (row, paper) -> paper(row, paper, 2, true));
            Collections.shuffle(shuffled, random);
            insert(connection, PAPER, shuffled, (row, paper) -> paper(row, paper, 1, false));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// With their verdicts at arrival.
    public void tell(List<Fact> facts, int batch) {
        try (var connection = events.getConnection()) {
            facts(connection, facts, batch);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void facts(Connection connection, List<Fact> facts, int batch)
            throws SQLException {
        insert(
                connection,
                """
                insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, contact_id, arm, channel, country,
                  language, reason, link_index, machine, price, currency)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                facts,
                (row, fact) -> {
                    row.setString(1, fact.kind());
                    row.setInt(2, fact.target().run());
                    row.setInt(3, fact.target().ordinal());
                    row.setLong(4, fact.id());
                    row.setInt(5, batch);
                    row.setString(6, ClickHouseTime.of(fact.at()));
                    row.setLong(7, fact.target().contact());
                    row.setInt(8, fact.target().arm());
                    row.setString(9, fact.channel());
                    row.setString(10, fact.target().country());
                    row.setString(11, fact.target().language());
                    row.setString(12, fact.reason());
                    row.setInt(13, fact.link());
                    row.setBoolean(
                            14, JudgedAgain.atArrival(fact.id(), fact.kind(), fact.machine()));
                    row.setBigDecimal(15, fact.price());
                    row.setString(16, fact.currency());
                });
    }

    private static final String PAPER =
            """
            insert into shop_order (id, version, store, external_id, kind, original_id, contact_id, placed_at, currency, revenue_minor,
              revenue, run_id, ordinal, arm, channel, country, touch_kind, touch_at)
            values (?, ?, 'shop', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static void paper(PreparedStatement row, Paper paper, int version, boolean whole)
            throws SQLException {
        var credited = whole ? paper.credited() : null;
        row.setLong(1, paper.id());
        row.setInt(2, version);
        row.setString(3, "o" + paper.id());
        row.setString(4, paper.kind());
        row.setLong(5, whole ? paper.original() : 0);
        row.setLong(6, whole ? paper.contact() : 0);
        row.setString(7, ClickHouseTime.of(paper.at()));
        row.setString(8, paper.currency());
        row.setLong(9, paper.minor());
        row.setBigDecimal(10, BigDecimal.valueOf(paper.minor(), 2));
        row.setInt(11, credited == null ? 0 : credited.run());
        row.setInt(12, credited == null ? 0 : credited.ordinal());
        row.setInt(13, credited == null ? 0 : credited.arm());
        row.setString(14, credited == null ? "" : credited.channel());
        row.setString(15, credited == null ? "" : credited.country());
        row.setString(16, credited == null ? "" : "reply");
        row.setString(17, ClickHouseTime.of(credited == null ? Instant.EPOCH : paper.touched()));
    }
}
