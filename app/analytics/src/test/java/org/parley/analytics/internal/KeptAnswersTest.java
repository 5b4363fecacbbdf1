package org.parley.analytics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.postgres.Tables.KEPT_ANSWER;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;

class KeptAnswersTest {

    private final AtomicInteger computed = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final InstantSource ticking = () -> now;
    private final Clock clock = ticking.withZone(ZoneOffset.UTC);
    private long nextEvent = 1;
    private Stores stores;
    private KeptAnswers kept;

    record Counted(int run, long people, double share, @Nullable Long nobody, String words) {}

    @BeforeEach
    void open() {
        stores = Stores.holding(World.of(1, 0));
        kept = settling(Duration.ZERO);
        tell(1, "replied", "2026-10-05 10:00:00");
    }

    private KeptAnswers settling(Duration settling) {
        return new KeptAnswers(stores.postgres, stores.clickHouse, clock, settling);
    }

    private void tell(int run, String kind, String at) {
        tell(run, kind, at, 0);
    }

    private void tell(int run, String kind, String at, long about) {
        stores.clickHouse.execute(
                "insert into message_event (kind, run_id, ordinal, event_id, occurred_at, about)"
                        + " values (?, ?, ?, ?, ?, ?)",
                kind,
                run,
                nextEvent,
                nextEvent++,
                at,
                about);
    }

    private ResultQuery<?> query(int run, String words) {
        return stores.clickHouse.resultQuery(
                "select toInt32(?) as run, toInt64(uniqExact(ordinal)) as people, nan as share, cast(null as"
                        + " Nullable(Int64)) as nobody, toString(?) as words from message_event where run_id = ?"
                        + " and kind = 'replied' and event_id not in (select event_id from overturned_event)",
                run,
                words,
                run);
    }

    private Counted counted(Record row) {
        computed.incrementAndGet();
        return new Counted(
                row.get("run", Integer.class),
                row.get("people", Long.class),
                row.get("share", Double.class),
                row.get("nobody", Long.class),
                row.get("words", String.class));
    }

    private Counted ask(KeptAnswers of, int run, String words) {
        return of.ofEvents(run, "", query(run, words), Counted.class, this::counted).getFirst();
    }

    private long people(int run) {
        return ask(kept, run, "a").people();
    }

    @Test
    void anAnswerIsReadUntilItsRunHasAnotherEvent() {
        assertThat(people(1)).isEqualTo(1);
        assertThat(people(1)).isEqualTo(1);
        tell(2, "replied", "2026-10-05 10:00:00");
        assertThat(people(1)).isEqualTo(1);
        assertThat(computed).hasValue(1);
        tell(1, "replied", "2026-10-05 10:00:00");
        assertThat(people(1)).isEqualTo(2);
        assertThat(people(1)).isEqualTo(2);
        assertThat(computed).hasValue(2);
        assertThat(people(2)).isEqualTo(1);
    }

    @Test
    void whatIsReadIsWhatWasComputed() {
        var first = ask(kept, 1, "it's \"Ж\" \\ {}");
        assertThat(first.share()).isNaN();
        assertThat(first.nobody()).isNull();
        assertThat(ask(kept, 1, "it's \"Ж\" \\ {}")).isEqualTo(first);
        assertThat(computed).hasValue(1);
    }

    @Test
    void aVerdictThatIsOverturnedIsAnotherEvent() {
        assertThat(people(1)).isEqualTo(1);
        tell(1, "overturned", "2026-10-05 10:00:00", 1);
        assertThat(people(1)).isZero();
    }

    @Test
    void anotherQueryAnotherParameterAndAnotherFormAreOtherQuestions() {
        ask(kept, 1, "a");
        ask(kept, 1, "b");
        assertThat(computed).hasValue(2);
        record Words(String words) {}
        assertThat(
                        kept.ofEvents(
                                1,
                                "",
                                query(1, "a"),
                                Words.class,
                                row -> new Words("anew " + row.get("words"))))
                .containsExactly(new Words("anew a"));
        kept.ofEvents(
                1,
                "",
                stores.clickHouse.resultQuery("{0} and arm = 0", query(1, "a")),
                Counted.class,
                this::counted);
        assertThat(computed).hasValue(3);
    }

    @Test
    void whatTheAnswerRestsOnBesideEventsIsToldByTheBasis() {
        for (var basis : List.of("a", "a", "b", "a")) {
            kept.ofEvents(1, basis, query(1, "a"), Counted.class, this::counted);
        }
        assertThat(computed).hasValue(3);
    }

    @Test
    void anEventThatComesWhileItIsComputedIsSeenByTheNextWhoAsks() {
        var first =
                kept.ofEvents(
                        1,
                        "",
                        query(1, "a"),
                        Counted.class,
                        row -> {
                            tell(1, "replied", "2026-10-05 10:00:00");
                            return counted(row);
                        });
        assertThat(first.getFirst().people()).isEqualTo(1);
        assertThat(people(1)).isEqualTo(2);
    }

    @Test
    void nothingIsKeptOfARunThatRetentionMayTakeFrom() {
        tell(1, "read", "2024-09-30 23:59:59");
        people(1);
        people(1);
        assertThat(computed).hasValue(2);
        assertThat(stores.postgres.fetchCount(KEPT_ANSWER)).isZero();
    }

    @Test
    void onceRetentionMayTakeAnotherMonthItIsComputedAgain() {
        people(1);
        now = Instant.parse("2026-11-29T12:00:00Z");
        people(1);
        assertThat(computed).hasValue(1);
        now = Instant.parse("2026-12-01T00:00:00Z");
        people(1);
        assertThat(computed).hasValue(2);
    }

    /// As many events as before, but others: twenty-five months later.
    @Test
    void afterRetentionAnAnswerIsComputedAgain() {
        tell(1, "expired", "2026-10-05 10:00:00");
        assertThat(people(1)).isEqualTo(1);
        now = Instant.parse("2028-12-05T12:00:00Z");
        stores.clickHouse.execute(
                "alter table message_event delete where kind = 'expired' settings mutations_sync = 2");
        tell(1, "replied", "2028-12-05 10:00:00");
        assertThat(people(1)).isEqualTo(2);
    }

    @Test
    void twoWhoAskAtOnceHaveItComputedOnce() throws Exception {
        Callable<Long> asking = () -> people(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer :
                    threads.invokeAll(
                            List.of(asking, asking, asking, asking, asking, asking, asking))) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void twoNodesThatAskAtOnceBothAnswer() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Counted> asking = () -> ask(settling(Duration.ZERO), 1, "a");
            for (var answer : threads.invokeAll(List.of(asking, asking, asking, asking))) {
                assertThat(answer.get().people()).isEqualTo(1);
            }
        }
        var before = computed.get();
        people(1);
        assertThat(computed).hasValue(before);
    }

    @Test
    void theOldestAnswersOfARunGoFirst() {
        for (var i = 0; i <= KeptAnswerStore.MOST; i++) {
            now = now.plusSeconds(1);
            ask(kept, 1, "question " + i);
        }
        ask(kept, 2, "of another run");
        assertThat(stores.postgres.fetchCount(KEPT_ANSWER, KEPT_ANSWER.RUN_ID.eq(1)))
                .isEqualTo(KeptAnswerStore.MOST);
        var before = computed.get();
        ask(kept, 1, "question 1");
        ask(kept, 2, "of another run");
        assertThat(computed).hasValue(before);
        ask(kept, 1, "question 0");
        assertThat(computed).hasValue(before + 1);
    }

    @Test
    void anAnswerThatIsTooLongIsGivenButNotKept() {
        var answer =
                kept.ofEvents(
                        1,
                        "",
                        query(1, "a"),
                        Counted.class,
                        _ -> new Counted(1, 1, 1, null, "x".repeat(600_000)));
        assertThat(answer.getFirst().words()).hasSize(600_000);
        assertThat(stores.postgres.fetchCount(KEPT_ANSWER)).isZero();
    }

    @Test
    void withoutPostgresqlItIsComputedEachTime() {
        stores.postgres.execute("alter table kept_answer rename to gone");
        assertThat(people(1)).isEqualTo(1);
        assertThat(people(1)).isEqualTo(1);
        assertThat(computed).hasValue(2);
    }

    @Test
    void aRunThatPostgresqlDoesNotKnowIsAnswered() {
        assertThat(people(99)).isZero();
        assertThat(people(99)).isZero();
        assertThat(computed).hasValue(2);
    }

    @Test
    void overReplicasAnAnswerIsComputedOnceMoreWhenTheyHaveSettled() {
        kept = settling(KeptAnswers.REPLICAS_SETTLE);
        people(1);
        now = now.plusSeconds(59);
        people(1);
        assertThat(computed).hasValue(1);
        now = now.plusSeconds(1);
        people(1);
        assertThat(computed).hasValue(2);
        now = now.plus(Duration.ofDays(3));
        people(1);
        assertThat(computed).hasValue(2);
        tell(1, "replied", "2026-10-05 10:00:00");
        people(1);
        now = now.plusSeconds(60);
        assertThat(people(1)).isEqualTo(2);
        assertThat(computed).hasValue(4);
    }
}
