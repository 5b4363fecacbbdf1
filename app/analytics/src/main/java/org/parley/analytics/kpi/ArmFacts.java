package org.parley.analytics.kpi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// What happened in one arm of a run. People, each counted once, closed upward: who clicked or
/// replied has read, who read has received.
///
/// @param channel null: the holdout
/// @param weight planned share of 10,000
/// @param ordered people with a sale credited to their message
/// @param converters people with a sale in the attribution window, credited or not
/// @param readRaw of the delivered, people whose message was read or loaded, be it by a machine
/// @param clickedRaw of the delivered, people one of whose links was followed, be it by a machine
/// @param money one row a currency
public record ArmFacts(
        int arm,
        String name,
        @Nullable Channel channel,
        int weight,
        long assigned,
        long sent,
        long delivered,
        long read,
        long clicked,
        long replied,
        long optedOut,
        long ordered,
        long converters,
        long readRaw,
        long clickedRaw,
        List<MoneyFacts> money) {

    /// The channel that every other is compared with, and whose reading nobody can see.
    public static final Channel EMAIL = new Channel("email");

    public ArmFacts {
        money = List.copyOf(money);
    }

    public boolean holdout() {
        return channel == null;
    }

    public boolean email() {
        return EMAIL.equals(channel);
    }

    public List<KpiValue> shares() {
        return List.of(ShareKpi.values()).stream().map(kpi -> kpi.of(this)).toList();
    }
}
