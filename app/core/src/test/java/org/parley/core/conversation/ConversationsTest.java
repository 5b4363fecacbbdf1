package org.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;

class ConversationsTest {

    private final DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final Conversations conversations = new Conversations(dsl);

    @BeforeEach
    void threePeopleWhoWrote() {
        for (String statement :
                """
                insert into contact (external_id, first_name, last_name) values ('a', 'Ana', 'Ilieva'), ('b', null, null), ('c', 'Cy', null);
                insert into segment (name, rule) values ('all', '{}');
                insert into message (name) values ('hello');
                insert into campaign (name, segment_id, message_id, seed, created_by) values ('Autumn', 1, 1, 's', 't');
                insert into run (campaign_id, fire_time, state, started_at) values (1, '2026-11-01', 'running', '2026-11-01');
                insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state, sent_at, receipt)
                values (1, 1, 1, 1, 'viber', '+1', 'sent', '2026-11-01 09:00Z', 'read'), (1, 2, 2, 1, 'viber', '+2', 'sent', '2026-11-01 09:00Z', 'read');
                insert into inbound_message (channel, account, provider_message_id, address, contact_id, run_id, ordinal, kind, text, occurred_at)
                values ('viber', 'm', '1', '+1', 1, 1, 1, 'text', 'first', '2026-11-01 10:00Z'),
                  ('viber', 'm', '2', '+2', 2, null, null, 'stop', 'STOP', '2026-11-01 11:00Z'),
                  ('viber', 'm', '3', '+3', 3, null, null, 'text', 'three', '2026-11-01 11:00Z'),
                  ('viber', 'm', '4', '+1', 1, 1, 1, 'button', 'Yes', '2026-11-01 12:00Z'),
                  ('viber', 'm', '5', '+9', null, null, null, 'text', 'stranger', '2026-11-01 13:00Z')
                """
                        .split(";", -1)) {
            dsl.execute(statement);
        }
    }

    @Test
    void eachPersonStandsOnceWithTheLatestWords() {
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            Page<Conversation> page = conversations.latest(1, after);
            page.items().forEach(item -> seen.add(item.contactName() + ": " + item.lastText()));
            after = page.next();
        } while (after != null);
        assertThat(seen).containsExactly("Ana Ilieva: Yes", "Cy: three", "b: STOP");
    }

    @Test
    void aThreadHoldsBothSides() {
        Page<ThreadMessage> all = conversations.with(1, 50, null);
        assertThat(all.items())
                .extracting(line -> line.direction() + " " + line.text())
                .containsExactly("in Yes", "in first", "out Autumn");
        assertThat(all.items().getLast().receipt()).isEqualTo("read");
        assertThat(all.items().getLast().messageId()).isEqualTo(Long.toString((1L << 32) | 1));
        Page<ThreadMessage> first = conversations.with(1, 2, null);
        assertThat(conversations.with(1, 2, first.next()).items())
                .extracting(ThreadMessage::text)
                .containsExactly("Autumn");
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        assertThatThrownBy(() -> conversations.with(99, 50, null))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> conversations.latest(50, "nonsense"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> conversations.latest(0, null))
                .isInstanceOf(ProblemException.class);
    }
}
