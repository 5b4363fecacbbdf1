package org.parley.core.tracking;

import java.time.Instant;
import java.util.List;

/// A version of the rules as it was added. Never changed.
///
/// @param version from 3 on; what was told before had rules without a version
/// @param madeBy a member's e-mail, `key:<prefix>` of a program, or `parley`
/// @param agents parts of a User-Agent, in small letters; all that were added, not only by this one
/// @param networks as {@link Caller#network} has them; all that were added
public record MachineRuleSet(
        int version,
        String madeBy,
        Instant madeAt,
        String reason,
        List<String> agents,
        List<String> networks) {

    public MachineRuleSet {
        agents = List.copyOf(agents);
        networks = List.copyOf(networks);
    }

    /// With what Parley ships with.
    public MachineRules rules() {
        return new MachineRules(version, agents, networks);
    }
}
