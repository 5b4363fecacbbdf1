package org.parley.batch.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.parley.batch.dispatch.ActiveLaunches.Turn;
import org.parley.core.campaign.Runs;
import org.parley.core.dispatch.Claim;
import org.parley.core.dispatch.Claim.MissingCode;
import org.parley.core.dispatch.Ledger;
import org.parley.core.dispatch.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One partition of a launch: claims, sends and settles its range of ordinals, chunk by chunk.
final class RangeWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RangeWorker.class);
    private static final long NAP_MILLIS = 200;

    private final Ledger ledger;
    private final Runs runs;
    private final ChunkSender sender;
    private final StepChange steps;
    private final Turn turn;
    private final DispatchSettings settings;
    private final Clock clock;
    private final int first;
    private final int last;
    private int position;

    RangeWorker(
            Ledger ledger,
            Runs runs,
            ChunkSender sender,
            StepChange steps,
            Turn turn,
            DispatchSettings settings,
            Clock clock,
            int after,
            int last) {
        this.ledger = ledger;
        this.runs = runs;
        this.sender = sender;
        this.steps = steps;
        this.turn = turn;
        this.settings = settings;
        this.clock = clock;
        this.first = after;
        this.last = last;
        this.position = after;
    }

    /// One chunk.
    ///
    /// @return whether there is more to do in this turn
    boolean step() throws InterruptedException {
        if (turn.stopped()) {
            return false;
        }
        int runId = turn.launch().runId();
        Claim claim = ledger.claim(runId, position, last, settings.chunk());
        if (claim.examined() == 0) {
            return again(runId);
        }
        position = claim.last();
        List<Settlement> settlements = sender.send(claim.claimed());
        ledger.settle(runId, settlements);
        return !paused(runId);
    }

    /// Whether the run must not go on, which is then seen to.
    private boolean paused(int runId) {
        String reason = sender.reasonToPause();
        MissingCode lacking = sender.lacking();
        if (reason != null) {
            LOG.warn("Run {} pauses: {}", runId, reason);
            runs.pauseBecause(runId, reason);
        } else if (lacking != null) {
            LOG.warn("Run {} pauses: offer {} has no codes left", runId, lacking.offerId());
            runs.pauseForCodes(
                    runId,
                    "Offer %s has no codes left; bring more, and the run goes on by itself."
                            .formatted(lacking.offer()),
                    lacking.offerId());
        } else {
            return false;
        }
        turn.stop();
        return true;
    }

    /// The range is through once. Who could not be reached moves on to another channel. Recipients
    /// that are due soon are waited for, others are left to a later launch.
    private boolean again(int runId) throws InterruptedException {
        if (!ledger.running(runId)) {
            return false;
        }
        if (steps.change(runId, first, last, settings.chunk())) {
            position = first;
            return true;
        }
        Optional<Instant> due = ledger.nextDue(runId, first, last);
        Instant now = clock.instant();
        if (due.isEmpty() || due.get().isAfter(now.plus(settings.patience()))) {
            return false;
        }
        position = first;
        long wait = Duration.between(now, due.get()).toMillis();
        if (wait > 0) {
            turn.pause(Math.min(wait, NAP_MILLIS));
        }
        return true;
    }
}
