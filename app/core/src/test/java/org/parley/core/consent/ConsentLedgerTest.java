package org.parley.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.consent.internal.ConsentStore;
import org.parley.core.kernel.Channel;
import org.parley.sql.testing.TestStores;

class ConsentLedgerTest {

    private static final Channel VIBER = new Channel("viber");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private ConsentLedger ledger;

    @BeforeEach
    void people() {
        DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        dsl.execute(
                "insert into contact (external_id) select n::text from generate_series(1, 2500) n");
        ledger = new ConsentLedger(new ConsentStore(dsl));
    }

    @Test
    void theLatestWordHolds() {
        ledger.record(List.of(event(1, ConsentState.WITHDRAWN, NOON)));
        ledger.record(List.of(event(1, ConsentState.GRANTED, NOON.minusSeconds(60))));

        assertThat(ledger.current(1, VIBER, "marketing"))
                .contains(new Consent(VIBER, "marketing", ConsentState.WITHDRAWN, NOON));
        assertThat(ledger.current(1, VIBER, "service")).isEmpty();
    }

    @Test
    void aWithdrawalWinsATieInEitherOrder() {
        ledger.record(
                List.of(
                        event(1, ConsentState.WITHDRAWN, NOON),
                        event(1, ConsentState.GRANTED, NOON)));
        ledger.record(List.of(event(2, ConsentState.WITHDRAWN, NOON)));
        ledger.record(List.of(event(2, ConsentState.GRANTED, NOON)));

        assertThat(ledger.current(List.of(1L, 2L)).values())
                .allSatisfy(said ->
                        assertThat(said)
                                .singleElement()
                                .extracting(Consent::state)
                                .isEqualTo(ConsentState.WITHDRAWN));
    }

    @Test
    void theSameFactToldTwiceIsOneFact() {
        assertThat(ledger.record(List.of(event(1, ConsentState.GRANTED, NOON)))).isEqualTo(1);
        assertThat(ledger.record(List.of(event(1, ConsentState.GRANTED, NOON)))).isZero();
    }

    @Test
    void manyEventsAreRecordedInBlocks() {
        List<ConsentEvent> events =
                LongStream.rangeClosed(1, 2_500)
                        .mapToObj(id -> event(id, ConsentState.GRANTED, NOON))
                        .toList();

        assertThat(ledger.record(events)).isEqualTo(2_500);
        assertThat(ledger.record(List.of())).isZero();
    }

    private static ConsentEvent event(long contact, ConsentState state, Instant at) {
        return new ConsentEvent(
                contact, VIBER, "marketing", state, at, "form", null, "Send me offers", "form/1");
    }
}
