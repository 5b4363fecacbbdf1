package org.parley.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.postgres.Tables.CONTACT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.core.consent.Suppressions;
import org.parley.core.consent.Suppressions.Entry;
import org.parley.core.consent.Suppressions.Reason;
import org.parley.core.consent.internal.SuppressionStore;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.kernel.Channel;
import org.parley.core.testing.Ledgers;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;
import tools.jackson.databind.json.JsonMapper;

class SuppressedRecipientTest {

    private final World world = new World();
    private final Ledger ledger = Ledgers.over(world.dsl, new MovableClock("2026-06-01T12:00:00Z"));

    private int frozen() {
        world.reachable("a");
        world.reachable("b");
        int run = world.run("listed");
        List<Long> all = world.dsl.select(CONTACT.ID).from(CONTACT).fetch(CONTACT.ID);
        ledger.freeze(run, each -> all.forEach(each::accept));
        return run;
    }

    private void onlyBIsWrittenTo(int run) {
        assertThat(ledger.claim(run, 0, 2, 10).claimed())
                .extracting(Claimed::address)
                .containsExactly("chat-b");
        assertThat(new Balances(world.dsl).of(run).arms().getFirst().reasons())
                .extracting(reason -> reason.reason())
                .containsExactly("suppressed");
    }

    @Test
    void whoIsListedAfterTheSnapshotIsNotWrittenTo() {
        int run = frozen();

        new Suppressions(new SuppressionStore(world.dsl, JsonMapper.shared()))
                .suppress(List.of(new Entry(new Channel("chat"), "chat-a", Reason.DO_NOT_CONTACT)));

        onlyBIsWrittenTo(run);
    }

    @Test
    void theListDecidesWhateverTheAddressSays() {
        int run = frozen();

        world.dsl.execute(
                "insert into suppression (channel, address_key, reason)"
                        + " values ('chat', suppression_key('chat', 'chat-a'), 'bounced')");

        onlyBIsWrittenTo(run);
    }
}
