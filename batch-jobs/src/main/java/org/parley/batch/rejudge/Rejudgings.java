package org.parley.batch.rejudge;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.TwoPeople;
import org.parley.batch.rejudge.Rejudging.Line;
import org.parley.batch.rejudge.Rejudging.State;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.tracking.MachineRuleSets;

/// Clicks and opens of before judged by the newest rules for machines: one asks and sees what would
/// change, another agrees. Then new verdicts are told beside what was told, and everything that is
/// counted from people's deeds follows; nothing that was told is changed.
public final class Rejudgings {

    /// Judging gives signs of life; what gives none for so long has lost its node.
    private static final Duration ABANDONED = Duration.ofHours(1);

    /// Of applying: longer than a batch takes. Building rollups anew may take longer; who takes it
    /// up meanwhile waits for them.
    private static final Duration LEFT = Duration.ofMinutes(2);

    private static final int LARGEST_PAGE = 500;
    private static final String WHAT = "Judging history again";

    private final RejudgingStore store;
    private final MachineRuleSets rules;
    private final RejudgingLauncher launcher;
    private final Clock clock;

    Rejudgings(
            RejudgingStore store, MachineRuleSets rules, RejudgingLauncher launcher, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.launcher = launcher;
        this.clock = clock;
    }

    /// Starts to judge a range by the newest rules and returns. Not within a transaction: the job
    /// must see its row.
    ///
    /// @param range within the last 29 days
    /// @throws ProblemException FORBIDDEN to programs; INVALID_REQUEST where the range begins too
    ///   early or ends in the future; CONFLICT where another one is open
    public Rejudging start(EventRange range, String reason, String actor) {
        TwoPeople.member(actor, WHAT);
        range.judgeableAt(clock.instant());
        store.failAbandoned(ABANDONED);
        var added =
                store.add(range, rules.newest().version(), reason, actor)
                        .orElseThrow(() ->
                                conflict(
                                        "Another time is being judged again. It is to be decided"
                                                + " first: a new verdict is about the one that"
                                                + " stands."));
        launcher.judge(added.id());
        return get(added.id());
    }

    /// @throws ProblemException NOT_FOUND
    public Rejudging get(long id) {
        store.failAbandoned(ABANDONED);
        return store.find(id).orElseThrow(() -> ProblemException.notFound("rejudging", id));
    }

    /// What it changes, by run and kind; of those runs only for which there is a new verdict. Empty
    /// until it is judged.
    public List<Line> lines(long id) {
        return store.lines(id);
    }

    /// The latest first.
    ///
    /// @param before only those with a smaller id; null: from the latest on
    /// @param limit 1 to 500; larger ones are cut
    public Page<Rejudging> page(@Nullable Long before, int limit) {
        store.failAbandoned(ABANDONED);
        var size = Math.clamp(limit, 1, LARGEST_PAGE);
        var found = store.before(before == null ? Long.MAX_VALUE : before, size + 1);
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), Long.toString(found.get(size - 1).id()));
    }

    /// Has the verdicts told. Returns before they are.
    ///
    /// @param digest that was shown: what is approved is what was looked at
    /// @throws ProblemException NOT_FOUND; FORBIDDEN to programs; CONFLICT where it is not there to
    ///   be decided, the actor is who asked, or the digest is another
    public Rejudging approve(long id, String digest, String actor) {
        TwoPeople.member(actor, WHAT);
        var judged = get(id);
        if (judged.state() != State.JUDGED) {
            throw undecidable(judged);
        }
        if (judged.askedBy().equals(actor)) {
            throw conflict("Somebody else has to approve what you asked for.");
        }
        if (!digest.equals(judged.digest())) {
            throw conflict(
                    "These are not the verdicts that you were shown. Look at them again, then approve.");
        }
        if (!store.decide(
                id,
                State.JUDGED,
                State.APPLYING,
                actor,
                Map.of("digest", digest, "verdicts", judged.verdicts()))) {
            throw undecidable(get(id));
        }
        launcher.apply(id);
        return get(id);
    }

    /// Also while it is being judged, and by who asked.
    ///
    /// @throws ProblemException NOT_FOUND; CONFLICT where it is decided
    public Rejudging reject(long id, String actor) {
        var state = get(id).state();
        boolean open =
                switch (state) {
                    case JUDGING, JUDGED -> true;
                    case APPLYING, APPLIED, REJECTED, FAILED -> false;
                };
        if (!open || !store.decide(id, state, State.REJECTED, actor, Map.of())) {
            throw undecidable(get(id));
        }
        return get(id);
    }

    /// Goes on with what is approved and was left: its node ended, or something was away.
    void resume() {
        store.takeAbandoned(LEFT).forEach(launcher::apply);
    }

    private static ProblemException undecidable(Rejudging rejudging) {
        return conflict(
                switch (rejudging.state()) {
                    case JUDGING -> "It is still being judged.";
                    case JUDGED -> "It has changed a moment ago. Look again.";
                    case FAILED -> "It was not judged to the end. Ask again.";
                    case REJECTED -> "It was rejected by " + rejudging.decidedBy() + ".";
                    case APPLYING, APPLIED -> "It was approved by " + rejudging.decidedBy() + ".";
                });
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
