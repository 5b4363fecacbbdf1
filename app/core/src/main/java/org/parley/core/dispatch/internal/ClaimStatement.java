package org.parley.core.dispatch.internal;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CONTACT;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.parley.core.dispatch.Claim;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.SqlFile;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The one statement through which a recipient becomes ours to write to.
public final class ClaimStatement {

    private static final String CLAIM = SqlFile.read(ClaimStatement.class, "claim.sql");
    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String zone;

    public ClaimStatement(ZoneId zone) {
        this.zone = zone.getId();
    }

    public Claim execute(
            DSLContext tx, int run, int after, int last, int size, Instant now, Duration lease) {
        lockCapped(tx, run, after, last, size);
        var rows =
                tx.resultQuery(
                                CLAIM,
                                val(run),
                                val(after),
                                val(last),
                                val(size),
                                val(now),
                                val(now.plus(lease)),
                                val(zone))
                        .fetch();
        List<Claimed> claimed = new ArrayList<>(rows.size());
        int highest = after;
        for (Record row : rows) {
            highest = row.get("ordinal", Integer.class);
            if ("claimed".equals(row.get("state", String.class))) {
                claimed.add(claimed(row));
            }
        }
        return new Claim(claimed, rows.size(), highest);
    }

    /// Two runs that claim one person at a time must see each other's claims, or both would pass
    /// the cap: whoever comes second waits here, and its claim statement starts with a fresh view.
    private static void lockCapped(DSLContext tx, int run, int after, int last, int size) {
        boolean capped =
                tx.fetchExists(
                        tx.selectOne()
                                .from(RUN)
                                .join(CAMPAIGN)
                                .on(CAMPAIGN.ID.eq(RUN.CAMPAIGN_ID))
                                .where(RUN.ID.eq(run), CAMPAIGN.CAP_COUNT.isNotNull()));
        if (capped) {
            tx.select(CONTACT.ID)
                    .from(CONTACT)
                    .where(
                            CONTACT.ID.in(
                                    tx.select(RECIPIENT.CONTACT_ID)
                                            .from(RECIPIENT)
                                            .where(
                                                    RECIPIENT.RUN_ID.eq(run),
                                                    RECIPIENT.ORDINAL.gt(after),
                                                    RECIPIENT.ORDINAL.le(last),
                                                    RECIPIENT.STATE.in("pending", "deferred"))
                                            .orderBy(RECIPIENT.ORDINAL)
                                            .limit(size)))
                    .orderBy(CONTACT.ID)
                    .forNoKeyUpdate()
                    .fetch();
        }
    }

    private static Claimed claimed(Record row) {
        Map<String, Object> variables =
                new HashMap<>(JSON.readValue(row.get("attributes", String.class), ATTRIBUTES));
        for (String column :
                List.of("external_id", "first_name", "last_name", "country", "language")) {
            put(variables, column, row.get(column, String.class));
        }
        return new Claimed(
                row.get("ordinal", Integer.class),
                row.get("arm", Integer.class),
                row.get("step", Integer.class),
                new Channel(row.get("channel", String.class)),
                row.get("address", String.class),
                row.get("attempts", Integer.class),
                row.get("last_inbound_at", Instant.class),
                variables);
    }

    private static void put(Map<String, Object> variables, String name, @Nullable String value) {
        if (value == null) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
    }
}
