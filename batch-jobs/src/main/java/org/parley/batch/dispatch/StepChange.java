package org.parley.batch.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Revocation;
import org.parley.core.dispatch.Failover;
import org.parley.core.dispatch.Failover.Lapsed;

/// Moves people on to the next channel of their arm, after the message on this one was taken back
/// where its provider can do that.
final class StepChange {

    private final Failover failover;
    private final RunPlan plan;
    private final SendRate rate;

    StepChange(Failover failover, RunPlan plan, SendRate rate) {
        this.failover = failover;
        this.plan = plan;
        this.rate = rate;
    }

    /// At most `limit` people of a range whose time has come. Dying in between loses nothing: who
    /// was not moved is found again, and taking a message back twice takes it back once.
    ///
    /// @return whether somebody may be claimed now who could not before
    boolean change(int runId, int after, int last, int limit) throws InterruptedException {
        List<Lapsed> lapsed = failover.lapsed(runId, after, last, limit);
        if (lapsed.isEmpty()) {
            return false;
        }
        List<Lapsed> reached = new ArrayList<>();
        List<Integer> moving = new ArrayList<>();
        for (Lapsed person : lapsed) {
            if (revoke(person) == Revocation.DELIVERED) {
                reached.add(person);
            } else {
                moving.add(person.ordinal());
            }
        }
        failover.stay(runId, reached);
        return failover.advance(runId, moving) > 0 || lapsed.size() == limit;
    }

    private Revocation revoke(Lapsed person) throws InterruptedException {
        String id = person.providerMessageId();
        if (id == null) {
            return Revocation.NOT_OFFERED;
        }
        ChannelAdapter adapter = plan.adapter(person.arm(), person.step());
        return rate.paced(adapter, () -> adapter.revoke(person.address(), id));
    }
}
