package org.parley.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.parley.sql.postgres.Tables.PROVIDER_TEMPLATE;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.core.channel.Channels;
import org.parley.core.channel.InboundEvent.TemplateNews;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.TemplateChange;
import org.parley.core.channel.TemplateReport;
import org.parley.core.channel.TemplateState;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.template.Templates.Heard;
import org.parley.core.testing.World;

/// The provider's list, taken over.
class TemplateSyncTest {

    private static final Channel CHANNEL = Approver.CHANNEL;
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final DSLContext dsl = new World().dsl;
    private final Approver provider = new Approver();
    private final Templates templates =
            new Templates(dsl, new Channels(List.of(provider)), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void theListIsTakenOverAndWhatIsNotInItIsGone() {
        Templates.hear(
                dsl,
                List.of(
                        heard(
                                "old",
                                new TemplateChange.Judged(TemplateState.APPROVED, null),
                                NOON.minusSeconds(60)),
                        heard(
                                "newer",
                                new TemplateChange.Judged(TemplateState.APPROVED, null),
                                NOON.plusSeconds(60))));
        provider.answer =
                new TemplateAnswer.Told(
                        List.of(
                                new TemplateReport(
                                        "sale",
                                        "de",
                                        "17",
                                        TemplateState.REJECTED,
                                        "PROMOTIONAL",
                                        "utility",
                                        "green")));
        assertThat(templates.sync("main"))
                .extracting(KnownTemplate::name, KnownTemplate::state)
                .containsExactly(
                        tuple("newer", TemplateState.APPROVED),
                        tuple("old", TemplateState.DISABLED),
                        tuple("sale", TemplateState.REJECTED));
    }

    @Test
    void oneThatIsHandedInWhileTheListComesIsNotGone() {
        provider.meanwhile =
                () ->
                        Templates.hear(
                                dsl,
                                List.of(
                                        heard(
                                                "newest",
                                                new TemplateChange.Judged(
                                                        TemplateState.PENDING, null),
                                                NOON.minusSeconds(60))));
        templates.sync("main");
        assertThat(state("newest")).isEqualTo(TemplateState.PENDING);
        provider.meanwhile = () -> {};
        templates.sync("main");
        assertThat(state("newest")).isEqualTo(TemplateState.DISABLED);
    }

    @Test
    void aListIsWrittenInTheOrderOfItsNamesWhetherListedOrGone() {
        var approved = new TemplateChange.Judged(TemplateState.APPROVED, null);
        Templates.hear(
                dsl,
                List.of(
                        heard("gone", approved, NOON.minusSeconds(60)),
                        heard("sale", approved, NOON.minusSeconds(60))));
        provider.answer =
                new TemplateAnswer.Told(
                        List.of(
                                new TemplateReport(
                                        "sale",
                                        "de",
                                        null,
                                        TemplateState.PAUSED,
                                        null,
                                        null,
                                        null)));
        CompletableFuture<Void> syncing =
                dsl.transactionResult(tx -> {
                    locked(tx.dsl(), "gone");
                    var waiting = CompletableFuture.runAsync(() -> templates.sync("main"));
                    await().until(() ->
                            waiting.isDone()
                                    || dsl.fetchExists(
                                            dsl.selectOne()
                                                    .from("pg_stat_activity")
                                                    .where(
                                                            "datname = current_database() and"
                                                                    + " wait_event_type = 'Lock'")));
                    assertThat(locked(dsl, "sale")).as("free").isEqualTo(1);
                    return waiting;
                });
        syncing.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(state("sale")).isEqualTo(TemplateState.PAUSED);
        assertThat(state("gone")).isEqualTo(TemplateState.DISABLED);
    }

    private static int locked(DSLContext tx, String name) {
        return tx.selectFrom(PROVIDER_TEMPLATE)
                .where(PROVIDER_TEMPLATE.NAME.eq(name))
                .forUpdate()
                .skipLocked()
                .fetch()
                .size();
    }

    @Test
    void aListThatDidNotComeChangesNothing() {
        Templates.hear(
                dsl,
                List.of(
                        heard(
                                "sale",
                                new TemplateChange.Judged(TemplateState.APPROVED, null),
                                NOON.minusSeconds(60))));
        provider.answer = new TemplateAnswer.NoAnswer("too late");
        refused(() -> templates.sync("main"), ErrorCode.UNAVAILABLE);
        provider.answer = new TemplateAnswer.Refused("190", "token");
        refused(() -> templates.sync("main"), ErrorCode.CONFLICT);
        assertThat(state("sale")).isEqualTo(TemplateState.APPROVED);
        refused(() -> templates.sync("nobody"), ErrorCode.NOT_FOUND);
    }

    private static Heard heard(String name, TemplateChange change, Instant at) {
        return new Heard(CHANNEL, "main", new TemplateNews(name, "de", change, at));
    }

    private @Nullable TemplateState state(String name) {
        return templates.list("main").stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static void refused(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
