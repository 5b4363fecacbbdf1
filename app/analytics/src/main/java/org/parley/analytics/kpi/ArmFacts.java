package org.parley.analytics.kpi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// One arm of a run and what happened in it.
///
/// @param channel null: the holdout
/// @param weight planned share of 10,000
public record ArmFacts(int arm, String name, @Nullable Channel channel, int weight, Facts facts) {

    /// The channel that every other is compared with, and whose reading nobody can see.
    public static final Channel EMAIL = new Channel("email");

    public boolean holdout() {
        return channel == null;
    }

    public boolean email() {
        return EMAIL.equals(channel);
    }

    public long assigned() {
        return facts.assigned();
    }

    public long converters() {
        return facts.converters();
    }

    public List<MoneyFacts> money() {
        return facts.money();
    }
}
