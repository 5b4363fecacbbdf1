package org.parley.core.tracking.internal;

import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.core.tracking.LinkRef;

/// The ledger as tracking sees it: find and lock messages, apply what is known of them. Each method
/// is one statement; call them inside one transaction, in the order in which they stand here, so
/// that transactions never wait for each other in a circle.
public final class MessageStore {

    private static final String LOCK = Resource.read("lock_messages.sql");
    private static final String APPLY = Resource.read("apply_evidence.sql");
    private static final String INBOUND = Resource.read("record_inbound.sql");
    private static final String CONSENT = Resource.read("record_consent.sql");
    private static final String BY_LINK = Resource.read("withdraw_by_link.sql");
    private static final String GONE = Resource.read("record_gone.sql");
    private static final String ADDRESSES = Resource.read("lock_addresses.sql");
    private static final String ONE =
            "select 1 from recipient where run_id = {0} and ordinal = {1} for update";
    private static final String WATERMARKS =
            """
            insert into watermark (channel, address, kind, at)
            select distinct channel, address, kind, at
            from json_to_recordset(cast({0} as json))
              as f (channel text, address text, kind text, at timestamptz)
            order by channel, address, kind, at
            on conflict do nothing\
            """;

    /// An address. Read by `lock_addresses.sql`.
    record Place(String channel, String address) {}

    /// The messages of each fact by its number; a fact without any is absent, and only a watermark
    /// has more than one.
    List<Located> lock(DSLContext db, List<Lookup> lookups, Instant now) {
        if (lookups.isEmpty()) {
            return List.of();
        }
        return db.resultQuery(LOCK, Json.rows(lookups), val(now))
                .fetch(row ->
                        new Located(
                                row.get("n", Integer.class),
                                row.get("preference", Integer.class),
                                row.get("run_id", Integer.class),
                                row.get("ordinal", Integer.class),
                                row.get("step", Integer.class),
                                row.get("address", String.class),
                                row.get("standing", String.class),
                                Boolean.TRUE.equals(row.get("certain", Boolean.class)),
                                row.get("contact_id", Long.class)));
    }

    /// Before {@link #apply}, which reads them.
    void remember(DSLContext db, List<Watermark> watermarks) {
        if (!watermarks.isEmpty()) {
            db.query(WATERMARKS, Json.rows(watermarks)).execute();
        }
    }

    /// Idempotent but for clicks, complaints and machines' opens, each of which is an event of its
    /// own. Where a person was written to on several channels, the one that counts is chosen anew.
    ///
    /// @return where each click leads, by its number, and nothing for each open; absent where there
    ///   is no such link or message
    public Map<Integer, String> apply(DSLContext db, List<Evidence> facts, Instant now) {
        if (facts.isEmpty()) {
            return Map.of();
        }
        Map<Integer, String> targets = new HashMap<>();
        List<Integer> runs = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        for (Record row : db.resultQuery(APPLY, Json.rows(facts), val(now)).fetch()) {
            Integer n = row.get("n", Integer.class);
            if (n == null) {
                runs.add(row.get("shared_run", Integer.class));
                ordinals.add(row.get("shared_ordinal", Integer.class));
            } else {
                targets.put(n, row.get("target", String.class));
            }
        }
        if (!runs.isEmpty()) {
            db.fetch(
                    "select count_delivering_attempt({0}, {1}, {2})",
                    val(runs.toArray(Integer[]::new)),
                    val(ordinals.toArray(Integer[]::new)),
                    val(now));
        }
        return targets;
    }

    /// Before the statements below, each of which changes addresses in its own order.
    void lockAddresses(DSLContext db, List<Place> places) {
        if (!places.isEmpty()) {
            db.fetch(ADDRESSES, Json.rows(places));
        }
    }

    void recordInbound(DSLContext db, List<InboundFact> facts) {
        if (!facts.isEmpty()) {
            db.query(INBOUND, Json.rows(facts)).execute();
        }
    }

    void recordConsent(DSLContext db, List<ConsentFact> facts) {
        if (!facts.isEmpty()) {
            db.query(CONSENT, Json.rows(facts)).execute();
        }
    }

    /// Addresses of which their provider says that there is nobody.
    void recordGone(DSLContext db, List<GoneFact> facts) {
        if (!facts.isEmpty()) {
            db.query(GONE, Json.rows(facts)).execute();
        }
    }

    /// @return the message's channel; empty: there is no such message
    public Optional<String> withdrawByLink(DSLContext db, LinkRef link, Instant now) {
        int run = link.message().run();
        int ordinal = link.message().ordinal();
        // The ledger row before the consent, as everywhere; locked, so that it stands still while
        // it is looked at.
        db.fetch(ONE, val(run), val(ordinal));
        apply(db, List.of(Evidence.of(0, run, ordinal, link.step(), "opted_out", now)), now);
        return db.resultQuery(BY_LINK, val(run), val(ordinal), val(now), val(link.step()))
                .fetchOptional("channel", String.class);
    }

    int forgetWatermarks(DSLContext db, Instant before) {
        return db.query("delete from watermark where at < {0}", val(before)).execute();
    }
}
