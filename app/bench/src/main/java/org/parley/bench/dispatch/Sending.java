package org.parley.bench.dispatch;

import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.min;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.RECIPIENT;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.core.campaign.Campaigns;
import org.parley.core.campaign.Run;
import org.parley.core.campaign.RunState;
import org.parley.core.campaign.Runs;
import org.parley.core.dispatch.Balances;

/// One campaign to everybody, from its schedule to the last event in ClickHouse.
final class Sending {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 25;

    private final ParleyNode node;
    private final SandboxProcess sandbox;
    private final CpuClock cpu;
    private final Clock clock = Clock.systemUTC();

    Sending(ParleyNode node, SandboxProcess sandbox, CpuClock cpu) {
        this.node = node;
        this.sandbox = sandbox;
        this.cpu = cpu;
    }

    /// @throws IllegalStateException when the run stops by itself or takes longer than ten minutes
    Sent send(long campaign) throws IOException, InterruptedException {
        long acceptedBefore = sandbox.accepted();
        node.part(Campaigns.class).schedule(campaign, clock.instant());
        await(
                "the audience",
                () -> {
                    Run run = run(campaign);
                    return run != null && run.snapshotAt() != null;
                });
        Map<String, Duration> cpuBefore = cpu.read();
        Instant begin = clock.instant();
        await("the last settlement", () -> finished(campaign));
        CpuShares shares =
                CpuShares.of(cpuBefore, cpu.read(), Duration.between(begin, clock.instant()));
        Run run = Objects.requireNonNull(run(campaign));
        await("the outbox", () -> !node.postgres().fetchExists(EVENT_OUTBOX));
        Instant drained = clock.instant();
        return new Sent(
                node.part(Balances.class).of(run.id()),
                sandbox.accepted() - acceptedBefore,
                receipts(run),
                events(run),
                between(firstClaim(run), Objects.requireNonNull(run.finishedAt())),
                between(firstClaim(run), drained),
                shares);
    }

    private @Nullable Run run(long campaign) {
        List<Run> runs = node.part(Runs.class).list(campaign, null, 1).items();
        return runs.isEmpty() ? null : runs.getFirst();
    }

    private boolean finished(long campaign) {
        Run run = Objects.requireNonNull(run(campaign));
        if (run.state() != RunState.RUNNING && run.state() != RunState.FINISHED) {
            throw new IllegalStateException("The run is " + run.state() + ": " + run.problem());
        }
        return run.state() == RunState.FINISHED;
    }

    private Instant firstClaim(Run run) {
        return Objects.requireNonNull(
                node.postgres()
                        .select(min(RECIPIENT.CLAIMED_AT))
                        .from(RECIPIENT)
                        .where(RECIPIENT.RUN_ID.eq(run.id()))
                        .fetchSingle()
                        .value1());
    }

    /// Provider's numbers of accepted messages in the ledger, each once.
    private long receipts(Run run) {
        return node.postgres()
                .select(countDistinct(RECIPIENT.PROVIDER_MESSAGE_ID))
                .from(RECIPIENT)
                .where(RECIPIENT.RUN_ID.eq(run.id()))
                .fetchSingle()
                .value1();
    }

    private long events(Run run) {
        return Objects.requireNonNull(
                node.clickHouse()
                        .resultQuery(
                                "select count() from message_event where run_id = ? and kind = 'sent'",
                                run.id())
                        .fetchSingle(0, Long.class));
    }

    private static Duration between(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    private void await(String what, BooleanSupplier done) throws InterruptedException {
        Instant end = clock.instant().plus(LONGEST);
        while (!done.getAsBoolean()) {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException("Waited " + LONGEST + " for " + what + " in vain");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
