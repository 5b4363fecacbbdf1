package org.parley.core.tracking;

import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.core.channel.Channels;
import org.parley.core.kernel.MessageId;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.OneConnection;
import org.parley.sql.testing.TestStores;
import tools.jackson.databind.node.ObjectNode;

/// One company with one campaign on the fake channel, in a database of its own, at a time of its
/// own.
final class TrackingWorld {

    /// When run 1 was sent.
    static final Instant SENT = Instant.parse("2026-11-02T10:00:00Z");

    final DSLContext dsl;
    final FakeAdapter adapter = new FakeAdapter();
    final Channels channels = new Channels(List.of(adapter));
    final MovableClock clock = new MovableClock(SENT.plus(Duration.ofDays(10)).toString());
    final WebhookSignal signal = new WebhookSignal();
    final Webhooks webhooks;
    final WebhookProcessor processor;
    final MachineRuleSets rules;

    /// For one thread at a time.
    TrackingWorld() {
        this(OneConnection.to(TestStores.freshPostgres()));
    }

    /// For several transactions at a time.
    static TrackingWorld concurrent() {
        return new TrackingWorld(DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES));
    }

    private TrackingWorld(DSLContext dsl) {
        this.dsl = dsl;
        this.webhooks = new Webhooks(dsl, channels, clock, signal);
        this.processor = new WebhookProcessor(dsl, channels, clock);
        this.rules = new MachineRuleSets(dsl, clock);
        dsl.execute("insert into segment (name, rule) values ('all', '{}')");
        dsl.execute("insert into message (name) values ('hello')");
        dsl.execute(
                "insert into message_variant (message_id, name, content) values (1, 'A', '{}')");
        dsl.execute(
                """
                insert into rate_card (channel, country, billed_on, price, currency, vendor, effective_from)
                values ('fake', null, 'delivered', 0.05, 'EUR', 'Fake', '2026-01-01'),
                  ('fake', 'BG', 'delivered', 0.0123, 'EUR', 'Fake', '2026-01-01'),
                  ('fake', 'US', 'sent', 0.02, 'USD', 'Fake', '2026-01-01')\
                """);
    }

    /// A contact with addresses on the fake channel.
    long contact(String externalId, String... addresses) {
        long id =
                dsl.fetchSingle(
                                "insert into contact (external_id, first_name) values ({0}, 'Ana') returning id",
                                val(externalId))
                        .get(0, Long.class);
        for (String address : addresses) {
            dsl.execute(
                    "insert into address (contact_id, channel, value) values ({0}, 'fake', {1})",
                    val(id), val(address));
        }
        return id;
    }

    /// A run of a campaign of its own with this window of attribution.
    int run(Instant fireTime, int attributionDays) {
        long campaign =
                dsl.fetchSingle(
                                """
                                insert into campaign (name, segment_id, message_id, seed, attribution_days, created_by)
                                values ({0}, 1, 1, 's', {1}, 'test') returning id\
                                """,
                                val("campaign at " + fireTime + " " + attributionDays),
                                val(attributionDays))
                        .get(0, Long.class);
        int run =
                dsl.fetchSingle(
                                """
                                insert into run (campaign_id, fire_time, state, started_at)
                                values ({0}, {1}, 'running', {1}) returning id\
                                """,
                                val(campaign), val(fireTime))
                        .get(0, Integer.class);
        dsl.execute(
                """
                insert into link (run_id, arm, index, target, label)
                values ({0}, 1, 0, 'https://shop.example/a?b=c', 'Shop'),
                  ({0}, 1, 7, 'https://shop.example/seven', 'Seven')\
                """,
                val(run));
        return run;
    }

    /// A recipient in this state whose attempt was made at `at`; its provider's id is
    /// `p<run>-<ordinal>` if it was sent.
    MessageId recipient(
            int run, int ordinal, long contact, String address, String state, Instant at) {
        boolean sent = state.equals("sent");
        dsl.execute(
                """
                insert into recipient (run_id, ordinal, contact_id, arm, channel, address, country, language, state,
                  claimed_at, lease_until, sent_at, provider_message_id, receipt)
                values ({0}, {1}, {2}, 1, 'fake', {3}, 'BG', 'bg', {4}, {5}, {6}, {7}, {8}, {9})\
                """,
                val(run),
                val(ordinal),
                val(contact),
                val(address),
                val(state),
                val(at),
                val(at.plus(Duration.ofDays(90))),
                val(sent ? at : null, Instant.class),
                val(sent ? "p" + run + "-" + ordinal : null, String.class),
                val(sent ? "accepted" : null, String.class));
        return new MessageId(run, ordinal);
    }

    /// Ana's message 1 of run 1, sent at `SENT`.
    MessageId sentMessage() {
        return recipient(run(SENT, 7), 1, contact("ana", "+1"), "+1", "sent", SENT);
    }

    /// What dispatch does when the provider has answered.
    void dispatchCommits(MessageId id) {
        dsl.execute(
                """
                update recipient set state = 'sent', sent_at = claimed_at, provider_message_id = {2},
                  receipt = coalesce(receipt, 'accepted')
                where run_id = {0} and ordinal = {1} and state = 'claimed'\
                """,
                val(id.run()), val(id.ordinal()), val("p" + id.run() + "-" + id.ordinal()));
    }

    /// One webhook with these events, verified and stored.
    void arrives(ObjectNode... events) {
        String body =
                Arrays.stream(events)
                        .map(ObjectNode::toString)
                        .collect(Collectors.joining(",", "[", "]"));
        Intake intake =
                webhooks.receive(
                        FakeAdapter.CHANNEL.name(), FakeAdapter.ACCOUNT, FakeAdapter.signed(body));
        if (!(intake instanceof Intake.Received)) {
            throw new AssertionError(intake);
        }
    }

    /// Works until nothing is left, letting time pass where webhooks wait.
    void settle() {
        while (count("webhook_delivery") > 0) {
            if (processor.processDue(100) == 0) {
                clock.advance(Duration.ofSeconds(30));
            }
        }
    }

    void arrivesAndSettles(ObjectNode... events) {
        arrives(events);
        settle();
    }

    int count(String table) {
        return dsl.fetchCount(DSL.table(table));
    }

    String state(MessageId id) {
        return dsl.fetchSingle(
                        """
                        select concat_ws(' ', state, reason, receipt) from recipient
                        where run_id = {0} and ordinal = {1}\
                        """,
                        val(id.run()), val(id.ordinal()))
                .get(0, String.class);
    }

    /// Kinds of the events of a message in the order in which they were told.
    List<String> events(MessageId id) {
        return dsl.resultQuery(
                        "select kind from event_outbox where run_id = {0} and ordinal = {1} order by id",
                        val(id.run()), val(id.ordinal()))
                .fetch(0, String.class);
    }

    /// Kinds of all events.
    List<String> kinds() {
        return dsl.resultQuery("select kind from event_outbox").fetch(0, String.class);
    }

    /// All facts that must not depend on the order of webhooks, as text.
    List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (String query :
                List.of(
                        "select 'recipient', (to_jsonb(r) - 'billed_at')::text from recipient r",
                        // reading is told twice if it is concluded before it is shown
                        "select 'event', concat_ws(' ', kind, run_id, ordinal, price, currency, machine,"
                                + " case when kind = 'replied' then reason end,"
                                + " case when kind <> 'read' then count(*) end) from event_outbox"
                                + " group by kind, run_id, ordinal, price, currency, machine,"
                                + " case when kind = 'replied' then reason end",
                        "select 'touch', concat_ws(' ', contact_id, run_id, ordinal, kind, at) from touch",
                        "select 'inbound', concat_ws(' ', provider_message_id, contact_id, run_id, ordinal, kind, text,"
                                + " occurred_at) from inbound_message",
                        "select 'consent', concat_ws(' ', contact_id, state, occurred_at) from consent",
                        "select 'ledger', concat_ws(' ', contact_id, state, occurred_at, source, evidence) from"
                                + " consent_event",
                        "select 'address', concat_ws(' ', value, last_inbound_at) from address",
                        "select distinct 'dead', 'nobody' from webhook_dead")) {
            dsl.fetch(query).forEach(row -> facts.add(row.get(0) + ": " + row.get(1)));
        }
        return facts.stream().sorted().toList();
    }
}
