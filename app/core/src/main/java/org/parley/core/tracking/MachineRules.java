package org.parley.core.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parley.core.tracking.internal.MachineAgents;

/// One version of the rules by which machines are told from people: what Parley ships with and what
/// was added to it here. The same evidence gets the same verdict, at arrival and whenever it is
/// judged again.
public final class MachineRules {

    private static final Duration FASTEST_PERSON = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final int LINKS_OF_A_SWEEP = 3;

    private static final MachineAgents SHIPPED = new MachineAgents();

    private final int version;
    private final List<String> agents;
    private final Set<String> networks;

    /// @param agents added ones: parts of a User-Agent, in small letters. They are machines at
    ///   pictures, too, whatever the shipped rules say of agents by which mail is read
    /// @param networks added ones, as {@link Caller#network} has them
    public MachineRules(int version, List<String> agents, List<String> networks) {
        this.version = version;
        this.agents = List.copyOf(agents);
        this.networks = Set.copyOf(networks);
    }

    public int version() {
        return version;
    }

    /// At arrival.
    ///
    /// @param earliest moment before which the message cannot have been handed over; null: not
    ///   known
    /// @param swept whether it belongs to a sweep over the links of its message
    public Verdict judge(
            SightingKind kind,
            Caller caller,
            Instant at,
            @Nullable Instant earliest,
            boolean swept) {
        if (!caller.method().equals("GET")) {
            return Verdict.machine(Giveaway.METHOD);
        }
        boolean hasty = earliest != null && at.isBefore(earliest.plus(FASTEST_PERSON));
        return judge(kind, caller.agent(), caller.network(), hasty, swept);
    }

    /// Again, by what its event tells. What cannot be judged from that keeps its verdict: what no
    /// rules judged, what was given away by its method, and haste that was not measured.
    ///
    /// @param swept whether it belongs to a sweep over the links of its message
    public Verdict judgeAgain(ToldSighting told, boolean swept) {
        if (told.rules() == 0 || told.arrival().by() == Giveaway.METHOD) {
            return told.arrival();
        }
        Long since = told.sinceAcceptedMs();
        boolean hasty =
                since == null
                        ? told.arrival().by() == Giveaway.HASTE
                        : since < FASTEST_PERSON.toMillis();
        return judge(told.kind(), told.userAgent(), told.network(), hasty, swept);
    }

    /// Which of the clicks on one message on one channel belong to a sweep: three or more different
    /// links within two seconds. Clicks that are not in the list are not asked for.
    ///
    /// @param clicks in any order
    /// @return their places in the list
    public static Set<Integer> swept(List<LinkClick> clicks) {
        if (clicks.size() < LINKS_OF_A_SWEEP) {
            return Set.of();
        }
        List<Integer> inOrder =
                IntStream.range(0, clicks.size())
                        .boxed()
                        .sorted(Comparator.comparing(place -> clicks.get(place).at()))
                        .toList();
        Set<Integer> swept = new HashSet<>();
        for (int from = 0; from + LINKS_OF_A_SWEEP <= inOrder.size(); from++) {
            List<Integer> together = together(clicks, inOrder.subList(from, inOrder.size()));
            long links =
                    together.stream().map(place -> clicks.get(place).link()).distinct().count();
            if (links >= LINKS_OF_A_SWEEP) {
                swept.addAll(together);
            }
        }
        return swept;
    }

    /// Those not later than two seconds after the first.
    private static List<Integer> together(List<LinkClick> clicks, List<Integer> inOrder) {
        Instant until = clicks.get(inOrder.getFirst()).at().plus(SWEEP);
        return inOrder.stream().takeWhile(place -> !clicks.get(place).at().isAfter(until)).toList();
    }

    private Verdict judge(
            SightingKind kind, String userAgent, String network, boolean hasty, boolean swept) {
        String agent = userAgent.strip().toLowerCase(Locale.ROOT);
        if (agents.stream().anyMatch(agent::contains) || SHIPPED.name(kind, agent)) {
            return Verdict.machine(Giveaway.AGENT);
        }
        if (networks.contains(network)) {
            return Verdict.machine(Giveaway.NETWORK);
        }
        if (hasty) {
            return Verdict.machine(Giveaway.HASTE);
        }
        return swept ? Verdict.machine(Giveaway.SWEEP) : Verdict.PERSON;
    }
}
