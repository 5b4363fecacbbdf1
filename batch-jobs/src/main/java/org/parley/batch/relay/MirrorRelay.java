package org.parley.batch.relay;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.ATTRIBUTE_DEFINITION;
import static org.parley.sql.postgres.Tables.MIRROR_CHANGE;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.DatabaseLock;
import org.parley.core.kernel.SqlFile;

/// Brings ClickHouse's copies of contacts and orders up to date. A change only names a row; what is
/// shipped is the row as it is now, whole, so that a change told twice or shipped twice does no
/// harm. One node ships at a time: versions must grow in the order in which rows are read.
final class MirrorRelay {

    private static final String CONTACTS = SqlFile.read(MirrorRelay.class, "contacts.sql");
    private static final String ORDERS = SqlFile.read(MirrorRelay.class, "orders.sql");
    private static final String LINES = SqlFile.read(MirrorRelay.class, "lines.sql");

    private final DSLContext dsl;
    private final ClickHouseInserts inserts;
    private final int batchSize;

    MirrorRelay(DSLContext dsl, ClickHouseInserts inserts, int batchSize) {
        this.dsl = dsl;
        this.inserts = inserts;
        this.batchSize = batchSize;
    }

    /// One batch of changes.
    ///
    /// @return how many changes are settled; 0 when there are none, or when another node is
    ///   shipping
    int ship() {
        return dsl.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            if (!t.select(
                            DSL.field(
                                    "pg_try_advisory_xact_lock({0})",
                                    Boolean.class, val(DatabaseLock.MIRROR_RELAY.key())))
                    .fetchSingle()
                    .value1()) {
                return 0;
            }
            Map<String, List<Long>> changes =
                    t.deleteFrom(MIRROR_CHANGE)
                            .where(
                                    MIRROR_CHANGE.ID.in(
                                            DSL.select(MIRROR_CHANGE.ID)
                                                    .from(MIRROR_CHANGE)
                                                    .orderBy(MIRROR_CHANGE.ID)
                                                    .limit(batchSize)))
                            .returningResult(MIRROR_CHANGE.ENTITY, MIRROR_CHANGE.ENTITY_ID)
                            .fetchGroups(MIRROR_CHANGE.ENTITY, MIRROR_CHANGE.ENTITY_ID);
            if (changes.isEmpty()) {
                return 0;
            }
            long version =
                    t.select(DSL.field("nextval('mirror_version')", Long.class))
                            .fetchSingle()
                            .value1();
            contacts(t, distinct(changes.get("contact")), version);
            orders(t, distinct(changes.get("order")), version);
            return changes.values().stream().mapToInt(List::size).sum();
        });
    }

    private static Long[] distinct(@Nullable List<Long> ids) {
        return ids == null ? new Long[0] : ids.stream().distinct().sorted().toArray(Long[]::new);
    }

    private void contacts(DSLContext t, Long[] ids, long version) {
        if (ids.length == 0) {
            return;
        }
        Map<String, String> types =
                t.select(ATTRIBUTE_DEFINITION.NAME, ATTRIBUTE_DEFINITION.TYPE)
                        .from(ATTRIBUTE_DEFINITION)
                        .fetchMap(ATTRIBUTE_DEFINITION.NAME, ATTRIBUTE_DEFINITION.TYPE);
        Result<Record> rows = t.fetch(CONTACTS, val(ids));
        inserts.insert("contact", "contact:" + version, rows, row -> contact(row, types, version));
    }

    private static Row contact(Record row, Map<String, String> types, long version) {
        return columns -> {
            boolean erased = row.get("id") == null;
            TypedAttributes attributes =
                    TypedAttributes.of(erased ? "{}" : text(row, "attributes"), types);
            columns.set("id", row.get("asked", Long.class));
            columns.set("version", version);
            columns.set("deleted", erased);
            columns.set("country", text(row, "country"));
            columns.set("language", text(row, "language"));
            columns.set("time_zone", text(row, "time_zone"));
            columns.set("preferred_channel", text(row, "preferred_channel"));
            columns.set("tags", list(row, "tags"));
            columns.set("reachable", list(row, "reachable"));
            columns.set("addressed", list(row, "addressed"));
            columns.set("granted", list(row, "granted"));
            columns.set("withdrawn", list(row, "withdrawn"));
            columns.set("text_attributes", attributes.texts());
            columns.set("number_attributes", attributes.numbers());
            columns.set("boolean_attributes", attributes.booleans());
            columns.set("date_attributes", attributes.dates());
            columns.set("created_at", instant(row, "created_at"));
        };
    }

    private void orders(DSLContext t, Long[] ids, long version) {
        if (ids.length == 0) {
            return;
        }
        inserts.insert(
                "shop_order",
                "shop_order:" + version,
                t.fetch(ORDERS, val(ids)),
                row -> order(row, version));
        Result<Record> lines = t.fetch(LINES, val(ids));
        if (!lines.isEmpty()) {
            inserts.insert(
                    "shop_order_line",
                    "shop_order_line:" + version,
                    lines,
                    row -> line(row, version));
        }
    }

    private static Row order(Record row, long version) {
        return columns -> {
            columns.set("id", row.get("id", Long.class));
            columns.set("version", version);
            columns.set("store", text(row, "store"));
            columns.set("external_id", text(row, "external_id"));
            columns.set("kind", text(row, "kind"));
            columns.set("original_id", number(row, "original_id"));
            columns.set("contact_id", number(row, "contact_id"));
            columns.set("placed_at", instant(row, "placed_at"));
            columns.set("currency", text(row, "currency"));
            columns.set("revenue_minor", row.get("revenue_minor", Long.class));
            columns.set("revenue", row.get("revenue", BigDecimal.class));
            columns.set("run_id", number(row, "run_id"));
            columns.set("ordinal", number(row, "ordinal"));
            columns.set("arm", (short) number(row, "arm"));
            columns.set("channel", text(row, "channel"));
            columns.set("country", text(row, "country"));
            columns.set("touch_kind", text(row, "touch_kind"));
            columns.set("touch_at", instant(row, "touch_at"));
        };
    }

    private static Row line(Record row, long version) {
        return columns -> {
            columns.set("contact_id", number(row, "contact_id"));
            columns.set("order_id", row.get("id", Long.class));
            columns.set("line_no", number(row, "line_no"));
            columns.set("version", version);
            columns.set("kind", text(row, "kind"));
            columns.set("placed_at", instant(row, "placed_at"));
            columns.set("sku", text(row, "sku"));
            columns.set("quantity", row.get("quantity", BigDecimal.class));
            columns.set("amount", row.get("amount", BigDecimal.class));
            columns.set("currency", text(row, "currency"));
        };
    }

    private static String text(Record row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "").strip();
    }

    private static long number(Record row, String column) {
        return Objects.requireNonNullElse(row.get(column, Long.class), 0L);
    }

    private static Instant instant(Record row, String column) {
        return Objects.requireNonNullElse(row.get(column, Instant.class), Instant.EPOCH);
    }

    private static List<String> list(Record row, String column) {
        String[] values = row.get(column, String[].class);
        return values == null ? List.of() : List.of(values);
    }
}
