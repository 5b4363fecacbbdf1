package org.parley.batch.dispatch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.dispatch.Claim.MissingCode;
import org.parley.core.dispatch.Settlement;
import org.parley.core.offer.CodeIssue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a claimed chunk, every recipient on a virtual thread of its own, as fast as its account
/// allows. Each recipient gets exactly one settlement, whatever happens.
final class ChunkSender {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkSender.class);

    private final RunPlan plan;
    private final SendRate rate;
    private final OutcomePolicy policy;
    private final Clock clock;
    private final AtomicInteger configurationFaults = new AtomicInteger();
    private final AtomicReference<@Nullable String> reasonToPause = new AtomicReference<>();
    private final AtomicReference<@Nullable MissingCode> lacking = new AtomicReference<>();

    ChunkSender(RunPlan plan, SendRate rate, OutcomePolicy policy, Clock clock) {
        this.plan = plan;
        this.rate = rate;
        this.policy = policy;
        this.clock = clock;
    }

    /// Why the run must pause, once a provider gave a reason.
    @Nullable String reasonToPause() {
        return reasonToPause.get();
    }

    /// The code that somebody lacked, who waits for it; people who have theirs are written to all
    /// the same.
    @Nullable MissingCode lacking() {
        return lacking.get();
    }

    List<Settlement> send(List<Claimed> chunk) throws InterruptedException {
        List<Future<Settlement>> sends = new ArrayList<>(chunk.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Claimed recipient : chunk) {
                sends.add(threads.submit(() -> send(recipient)));
            }
            List<Settlement> settlements = new ArrayList<>(chunk.size());
            for (int i = 0; i < chunk.size(); i++) {
                settlements.add(outcome(chunk.get(i), sends.get(i)));
            }
            return settlements;
        }
    }

    /// A fault of our own may have come before or after the call: the recipient is unknown, never
    /// sent again.
    private Settlement outcome(Claimed recipient, Future<Settlement> send)
            throws InterruptedException {
        try {
            return send.get();
        } catch (ExecutionException e) {
            LOG.error("A send failed inside Parley; the recipient is unknown", e.getCause());
            return Settlement.unknown(
                            recipient.ordinal(),
                            !plan.adapter(recipient.arm(), recipient.step())
                                    .capabilities()
                                    .deliveryReceipts(),
                            clock.instant())
                    .onStep(recipient.step());
        }
    }

    private Settlement send(Claimed recipient) throws InterruptedException {
        return switch (plan.draft(recipient, clock.instant())) {
            case RunPlan.Draft.Lacking(String variable) ->
                    skipped(recipient, "missing_variable", variable);
            case RunPlan.Draft.Codeless() ->
                    skipped(recipient, "no_promo_code", CodeIssue.VARIABLE);
            case RunPlan.Draft.Awaiting(var code) -> {
                lacking.compareAndSet(null, code);
                yield untouched(recipient, "no_promo_code");
            }
            case RunPlan.Draft.Ready(var adapter, var message) -> {
                if (reasonToPause.get() != null) {
                    yield untouched(recipient, "paused");
                }
                SendOutcome outcome = rate.paced(adapter, () -> adapter.send(message));
                judge(recipient, outcome);
                Settlement settlement =
                        policy.settle(
                                        recipient,
                                        outcome,
                                        adapter.capabilities().deliveryReceipts(),
                                        clock.instant())
                                .onStep(recipient.step());
                yield saysAddressIsGone(adapter, outcome) ? settlement.atNobody() : settlement;
            }
        };
    }

    private Settlement untouched(Claimed recipient, String code) {
        return Settlement.untouched(recipient.ordinal(), FailureClass.POLICY, code, clock.instant())
                .onStep(recipient.step());
    }

    private Settlement skipped(Claimed recipient, String reason, String code) {
        return Settlement.skipped(recipient.ordinal(), reason, code, clock.instant())
                .onStep(recipient.step());
    }

    private static boolean saysAddressIsGone(ChannelAdapter adapter, SendOutcome outcome) {
        return outcome instanceof Refused refused
                && refused.failure() == FailureClass.RECIPIENT
                && adapter.saysAddressIsGone(refused.code());
    }

    private void judge(Claimed recipient, SendOutcome outcome) {
        if (outcome instanceof Refused refused) {
            int faults =
                    refused.failure() == FailureClass.CONFIGURATION
                            ? configurationFaults.incrementAndGet()
                            : 0;
            String reason =
                    OutcomePolicy.reasonToPause(recipient.channel().name(), refused, faults);
            if (reason != null) {
                reasonToPause.compareAndSet(null, reason);
            }
        } else if (outcome instanceof SendOutcome.Accepted) {
            configurationFaults.set(0);
        }
    }
}
