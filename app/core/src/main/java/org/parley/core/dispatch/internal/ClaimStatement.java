package org.parley.core.dispatch.internal;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CONTACT;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.parley.core.dispatch.Claim;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.dispatch.Claim.MissingCode;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.SqlFile;
import org.parley.core.offer.CodeIssue;
import org.parley.core.offer.CodeIssue.Issued;
import org.parley.core.offer.Offer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The one statement through which a recipient becomes ours to write to.
public final class ClaimStatement {

    private static final String CLAIM = SqlFile.read(ClaimStatement.class, "claim.sql");
    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String zone;
    private final CodeIssue codes;

    public ClaimStatement(ZoneId zone, CodeIssue codes) {
        this.zone = zone.getId();
        this.codes = codes;
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
        List<Record> ours =
                rows.stream()
                        .filter(row -> "claimed".equals(row.get("state", String.class)))
                        .<Record>map(row -> row)
                        .toList();
        Map<Long, Issued> issued = issue(tx, ours, now);
        return new Claim(
                ours.stream()
                        .map(row -> claimed(row, issued.get(row.get("offer_id", Long.class))))
                        .toList(),
                rows.size(),
                rows.isEmpty() ? after : rows.getLast().get("ordinal", Integer.class));
    }

    /// The codes of everybody whose arm carries an offer, by offer. In the transaction of the
    /// claim: who is claimed and has none gets no message.
    private Map<Long, Issued> issue(DSLContext tx, List<Record> claimed, Instant now) {
        Map<Long, List<Record>> byOffer =
                claimed.stream()
                        .filter(row -> row.get("offer_id") != null)
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.get("offer_id", Long.class),
                                        TreeMap::new,
                                        Collectors.toList()));
        Map<Long, Issued> issued = new HashMap<>();
        byOffer.forEach((offer, rows) ->
                issued.put(
                        offer,
                        codes.issue(
                                tx,
                                offer,
                                rows.getFirst().get("campaign_id", Long.class),
                                rows.stream()
                                        .map(row -> row.get("contact_id", Long.class))
                                        .toList(),
                                rows.getFirst().get("sandbox", Boolean.class),
                                now)));
        return issued;
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

    /// @param issued of the offer of the recipient's arm; null: there is none
    private static Claimed claimed(Record row, @Nullable Issued issued) {
        Map<String, Object> variables =
                new HashMap<>(JSON.readValue(row.get("attributes", String.class), ATTRIBUTES));
        for (String column :
                List.of("external_id", "first_name", "last_name", "country", "language")) {
            put(variables, column, row.get(column, String.class));
        }
        MissingCode missing = null;
        if (issued != null) {
            String code = issued.codes().get(row.get("contact_id", Long.class));
            put(variables, CodeIssue.VARIABLE, code);
            missing = code == null ? missing(issued) : null;
        }
        return new Claimed(
                row.get("ordinal", Integer.class),
                row.get("arm", Integer.class),
                row.get("step", Integer.class),
                new Channel(row.get("channel", String.class)),
                row.get("address", String.class),
                row.get("attempts", Integer.class),
                row.get("last_inbound_at", Instant.class),
                missing,
                variables);
    }

    private static MissingCode missing(Issued issued) {
        Offer offer = issued.offer();
        return new MissingCode(offer.id(), offer.name(), issued.ended());
    }

    private static void put(Map<String, Object> variables, String name, @Nullable String value) {
        if (value == null) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
    }
}
