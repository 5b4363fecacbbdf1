package org.parley.server.testing;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.core.kernel.MessageId;
import org.parley.sql.testing.TestStores;

/// A database with one message that was handed over an hour ago and has one link.
public final class SentMessage {

    public static final MessageId ID = new MessageId(1, 1);

    private SentMessage() {}

    public static DSLContext database() {
        DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        for (String statement :
                List.of(
                        "insert into contact (external_id) values ('ana')",
                        "insert into segment (name, rule) values ('all', '{}')",
                        "insert into message (name) values ('hello')",
                        "insert into campaign (name, segment_id, message_id, seed, created_by)"
                                + " values ('c', 1, 1, 's', 't')",
                        "insert into run (campaign_id, fire_time, state, started_at)"
                                + " values (1, now(), 'running', now())",
                        "insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state, sent_at)"
                                + " values (1, 1, 1, 1, 'email', 'a@example.org', 'sent', now() - interval '1 hour')",
                        "insert into link (run_id, arm, index, target, label)"
                                + " values (1, 1, 0, 'https://shop.example/a?b=c&d=%C3%A4', 'Shop')")) {
            dsl.execute(statement);
        }
        return dsl;
    }
}
