package org.parley.core.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.tracking.internal.RuleSetStore;
import org.parley.core.tracking.internal.SharedNetwork;

/// The versions of the rules by which machines are told from people. What happens is judged by the
/// newest; a version that another node adds is known here within ten seconds.
public final class MachineRuleSets {

    private static final int MOST = 500;
    private static final int SHORTEST_AGENT = 3;
    private static final int LONGEST_AGENT = 100;
    private static final int LONGEST_REASON = 500;
    private static final Duration KEPT = Duration.ofSeconds(5);

    /// @param until known for certain; later it is asked for again
    private record Known(MachineRules rules, Instant until) {}

    private final RuleSetStore store;
    private final Clock clock;
    private volatile @Nullable Known known;

    public MachineRuleSets(DSLContext dsl, Clock clock) {
        this.store = new RuleSetStore(dsl);
        this.clock = clock;
    }

    /// Newest first.
    public List<MachineRuleSet> all() {
        return store.all();
    }

    public Optional<MachineRuleSet> version(int version) {
        return store.version(version);
    }

    /// As the store has it now.
    public MachineRuleSet newest() {
        return store.newest();
    }

    /// What judges that which happens now; at most five seconds old.
    public MachineRules current() {
        Known had = known;
        Instant now = clock.instant();
        // a clock that is set back must not keep old rules
        if (had != null && now.isBefore(had.until()) && !now.isBefore(had.until().minus(KEPT))) {
            return had.rules();
        }
        MachineRules rules = had == null ? newest().rules() : renewed(had.rules());
        known = new Known(rules, now.plus(KEPT));
        return rules;
    }

    /// A new version, which judges what happens from now on. What was told is judged by it when
    /// history is judged again.
    ///
    /// @param agents all that are to be added to the shipped ones, not only the new; in any case, 3
    ///   to 100 characters each, at most 500
    /// @param networks all that are to be machines': addresses or CIDR, at most 500. Widened to the
    ///   /24 or /48 that events keep; a wider one is refused
    /// @throws ProblemException INVALID_REQUEST with each wrong field
    public MachineRuleSet add(
            List<String> agents, List<String> networks, String reason, String actor) {
        List<FieldProblem> problems = new ArrayList<>();
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            problems.add(new FieldProblem("reason", "Say why in 1 to 500 characters"));
        }
        List<String> parts = checked("agents", agents, MachineRuleSets::agent, problems);
        List<String> nets = checked("networks", networks, MachineRuleSets::network, problems);
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
        MachineRuleSet added = store.add(parts, nets, why, actor, clock.instant());
        known = null;
        return added;
    }

    private MachineRules renewed(MachineRules had) {
        MachineRuleSet newest = newest();
        return newest.version() == had.version() ? had : newest.rules();
    }

    private static List<String> checked(
            String field,
            List<String> values,
            Function<String, Checked> check,
            List<FieldProblem> problems) {
        if (values.size() > MOST) {
            problems.add(new FieldProblem(field, "At most " + MOST + " may be added"));
            return List.of();
        }
        List<String> good = new ArrayList<>();
        for (int n = 0; n < values.size(); n++) {
            switch (check.apply(values.get(n))) {
                case Good(String value) -> good.add(value);
                case Bad(String why) -> problems.add(new FieldProblem(field + "[" + n + "]", why));
            }
        }
        return good.stream().distinct().sorted().toList();
    }

    private sealed interface Checked {}

    private record Good(String value) implements Checked {}

    private record Bad(String why) implements Checked {}

    private static Checked agent(String text) {
        String agent = text.strip().toLowerCase(Locale.ROOT);
        if (agent.length() < SHORTEST_AGENT || agent.length() > LONGEST_AGENT) {
            return new Bad("A part of a User-Agent has 3 to 100 characters");
        }
        return agent.chars().anyMatch(Character::isISOControl)
                ? new Bad("A part of a User-Agent has no control characters")
                : new Good(agent);
    }

    private static Checked network(String text) {
        return SharedNetwork.of(text.strip())
                .<Checked>map(Good::new)
                .orElseGet(() ->
                        new Bad(
                                "Give an address or a network of /24 (IPv4) or /48 (IPv6) at the widest, such"
                                        + " as 203.0.113.0/24"));
    }
}
