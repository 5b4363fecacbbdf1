package org.parley.server.testing;

import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers.Browser;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// A campaign of years ago, of which no other test on the node knows, and finance that looks at it.
public final class LongAgo {

    private final Callers callers;
    private final DSLContext postgres;
    private final String address;

    /// @param address of what finance asks for
    public LongAgo(Callers callers, DSLContext postgres, String address) {
        this.callers = callers;
        this.postgres = postgres;
        this.address = address;
    }

    /// Sends one message at ten o'clock UTC, once for all tests.
    ///
    /// @param name of the contact, the segment and the message
    /// @return the run; empty where it is there already
    public Optional<Integer> campaign(String name, String title, String day, String channel) {
        return postgres.resultQuery(
                        """
                        with person as (
                          insert into contact (external_id) values ({0})
                          on conflict do nothing returning id
                        ), audience as (
                          insert into segment (name, rule) select {0}, '{}' from person returning id
                        ), words as (
                          insert into message (name) select {0} from person returning id
                        ), plan as (
                          insert into campaign (name, segment_id, message_id, seed, created_by)
                          select {1}, audience.id, words.id, 's', 't' from audience, words returning id
                        ), sent as (
                          insert into run (campaign_id, fire_time, state, started_at, finished_at)
                          select id, {2}::timestamptz, 'finished', {2}::timestamptz, {2}::timestamptz + interval '1 hour' from plan
                          returning id
                        )
                        insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state, sent_at)
                        select sent.id, 1, person.id, 1, {3}, 'p', 'sent', {2}::timestamptz from sent, person
                        returning run_id
                        """,
                        DSL.val(name), DSL.val(title), DSL.val(day + " 10:00Z"), DSL.val(channel))
                .fetchOptional(row -> row.get("run_id", Integer.class));
    }

    public ResponseSpec get(String path) {
        return callers.program(Role.FINANCE).get().uri(address + path).exchange();
    }

    public ResponseSpec post(Browser member, String path, Map<String, ?> body) {
        return callers.anybody()
                .post()
                .uri(address + path)
                .headers(member::on)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }
}
