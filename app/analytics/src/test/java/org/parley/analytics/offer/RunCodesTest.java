package org.parley.analytics.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.val;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.analytics.offer.internal.CodeFigures;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;

/// A run of three people whose codes are good for one order each until July.
class RunCodesTest {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    private final DSLContext postgres = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final RunCodes codes = new RunCodes(new CodeFigures(postgres));

    @BeforeEach
    void codesThatWereUsed() {
        for (String row :
                new String[] {
                    "segment (name, rule) values ('all', '{}')",
                    "message (name) values ('m')",
                    "message_variant (message_id, name, content) values (1, 'A', '{}')",
                    "contact (external_id) select 'c' || i from generate_series(1, 3) i",
                    "offer (name, source, most_uses, valid_until, created_by, created_at) values ('ten off', 'pool', 1, {1}, 'test', {0})",
                    "campaign (name, segment_id, message_id, seed, created_by) values ('c', 1, 1, 's', 'test')",
                    "campaign_arm (campaign_id, arm, name, channel, variant_id, weight, offer_id) values (1, 1, 'all', 'chat', 1, 10000, 1)",
                    "run (campaign_id, fire_time, state, started_at) values (1, {0}, 'running', {0})",
                    "recipient (run_id, ordinal, contact_id, arm, channel, address, state, sent_at) select 1, i, i, 1, 'chat', 'a' || i, 'sent', {0} from generate_series(1, 3) i",
                    "promo_code (offer_id, code, campaign_id, contact_id, issued_at) select 1, 'CODE-' || i, 1, i, {0} from generate_series(1, 3) i"
                }) {
            postgres.execute("insert into " + row, val(JUNE), val(JULY));
        }
        sale("own", 1, JUNE.plusSeconds(60));
        sale("another's", 2, JUNE.plusSeconds(120));
        redeemed("nobody's", JULY);
        redeemed("given up", JUNE);
        postgres.execute(
                "update promo_redemption set released_at = now() where order_id = 'given up'");
    }

    /// With the first code.
    private void sale(String id, long contact, Instant at) {
        postgres.execute(
                """
                with sold as (
                  insert into shop_order (store, external_id, kind, contact_id, placed_at, currency, revenue, revenue_minor, source)
                  values ('web', {0}, 'sale', {1}, {2}, 'EUR', 1, 100, 'api') returning id)
                insert into shop_order_code (shop_order_id, code) select id, 'code-1' from sold
                """,
                val(id), val(contact), val(at));
    }

    /// The second code, at a till whose order is not known.
    private void redeemed(String order, Instant at) {
        postgres.execute(
                "insert into promo_redemption (code_id, store, order_id, redeemed_at, source) values (2, 'till', {0}, {1}, 'store')",
                val(order), val(at));
    }

    @Test
    void usesAreCountedByWhoseTheyAreAndWhetherTheyMightBe() {
        assertThat(codes.of(1).arms())
                .containsExactly(new CodesOfArm(1, "all", 1, "ten off", 3, 3, 2, 3, 1, 1, 1, 1, 1));
        assertThatThrownBy(() -> codes.of(2)).isInstanceOf(ProblemException.class);
    }

    @Test
    void theFileHasALineAUseAndOneForACodeThatWasNotUsed() throws IOException {
        var out = new ByteArrayOutputStream();
        codes.write(1, out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "run,ordinal,contact_id,external_id,arm,code,issued_at,state,store,order_id,redeemed_at,told_by,used_by,verdict",
                        "1,1,1,c1,1,CODE-1,2026-06-01T00:00:00Z,sent,web,own,2026-06-01T00:01:00Z,order,recipient,allowed",
                        "1,1,1,c1,1,CODE-1,2026-06-01T00:00:00Z,sent,web,another's,2026-06-01T00:02:00Z,order,another,beyond_limit",
                        "1,2,2,c2,1,CODE-2,2026-06-01T00:00:00Z,sent,till,nobody's,2026-07-01T00:00:00Z,store,unknown,expired",
                        "1,3,3,c3,1,CODE-3,2026-06-01T00:00:00Z,sent,,,,,,");
    }
}
