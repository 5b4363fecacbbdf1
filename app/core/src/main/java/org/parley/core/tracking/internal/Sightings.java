package org.parley.core.tracking.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.LinkClick;
import org.parley.core.tracking.LinkRef;
import org.parley.core.tracking.MachineRuleSets;
import org.parley.core.tracking.MachineRules;
import org.parley.core.tracking.SightingKind;
import org.parley.core.tracking.Verdict;

/// Records what people's programs call. What comes together is one statement and one commit.
///
/// Who called is judged at arrival, by the rules of the moment, whose version goes along. A sweep
/// over the links of a message is seen only where its clicks come together; those that were told
/// before are judged again when history is.
public final class Sightings {

    private static final int LARGEST_GROUP = 256;
    private static final String HANDED_OVER = Resource.read("handed_over.sql");

    private final DSLContext dsl;
    private final MachineRuleSets rules;
    private final MessageStore messages = new MessageStore();
    private final GroupCommit<Sighting, Optional<String>> store =
            new GroupCommit<>(LARGEST_GROUP, this::commit);

    public Sightings(DSLContext dsl, MachineRuleSets rules) {
        this.dsl = dsl;
        this.rules = rules;
    }

    /// Durable when this returns.
    ///
    /// @return where a clicked link leads, nothing in particular for the rest; empty: the message
    ///   or the link is gone
    public Optional<String> record(Sighting sighting) {
        return store.submit(sighting);
    }

    private List<Optional<String>> commit(List<Sighting> sightings) {
        Instant now = sightings.stream().map(Sighting::at).max(Instant::compareTo).orElseThrow();
        MachineRules current = rules.current();
        Map<Integer, String> found =
                dsl.transactionResult(
                        tx -> applied(tx.dsl(), evidence(tx.dsl(), current, sightings), now));
        List<Optional<String>> answers = new ArrayList<>();
        for (int n = 0; n < sightings.size(); n++) {
            answers.add(Optional.ofNullable(found.get(n)));
        }
        return answers;
    }

    /// What finds nothing may have met its message while it moved to another channel. Now that the
    /// move is done, and the message locked, it is found where it went.
    private Map<Integer, String> applied(DSLContext tx, List<Evidence> facts, Instant now) {
        Map<Integer, String> found = new HashMap<>(messages.apply(tx, facts, now));
        List<Evidence> missed =
                facts.stream().filter(fact -> !found.containsKey(fact.n())).toList();
        found.putAll(messages.apply(tx, missed, now));
        return found;
    }

    private static List<Evidence> evidence(
            DSLContext tx, MachineRules rules, List<Sighting> sightings) {
        Set<Integer> swept = swept(sightings);
        Map<Integer, Instant> earliest = earliest(tx, sightings);
        List<Evidence> facts = new ArrayList<>();
        for (int n = 0; n < sightings.size(); n++) {
            Sighting each = sightings.get(n);
            Instant handedOver = earliest.get(n);
            Verdict verdict =
                    rules.judge(
                            each.kind(), each.caller(), each.at(), handedOver, swept.contains(n));
            facts.add(
                    Evidence.sighting(n, each, rules.version(), verdict, since(each, handedOver)));
        }
        return facts;
    }

    /// Which of the sightings are clicks that belong to a sweep, by their place in the list.
    static Set<Integer> swept(List<Sighting> sightings) {
        Map<Sent, List<Integer>> clicks = new HashMap<>();
        for (int n = 0; n < sightings.size(); n++) {
            Sighting each = sightings.get(n);
            if (each.kind() == SightingKind.CLICKED) {
                Sent sent = new Sent(each.link().message(), each.link().step());
                clicks.computeIfAbsent(sent, _ -> new ArrayList<>()).add(n);
            }
        }
        Set<Integer> swept = new HashSet<>();
        for (List<Integer> ofOne : clicks.values()) {
            List<LinkClick> asked =
                    ofOne.stream()
                            .map(sightings::get)
                            .map(each -> new LinkClick(each.at(), each.link().index()))
                            .toList();
            MachineRules.swept(asked).forEach(place -> swept.add(ofOne.get(place)));
        }
        return swept;
    }

    /// Milliseconds since the moment that haste is measured from, 0 for what came before it; null
    /// where it is not known.
    private static @Nullable Long since(Sighting sighting, @Nullable Instant earliest) {
        return earliest == null
                ? null
                : Math.max(0, Duration.between(earliest, sighting.at()).toMillis());
    }

    /// The moments before which the messages cannot have been handed over, by number; those that
    /// are not known are absent.
    private static Map<Integer, Instant> earliest(DSLContext tx, List<Sighting> sightings) {
        List<HandOver> asked = new ArrayList<>();
        for (int n = 0; n < sightings.size(); n++) {
            asked.add(HandOver.of(n, sightings.get(n)));
        }
        Map<Integer, Instant> found = new HashMap<>();
        for (Record row : tx.fetch(HANDED_OVER, Json.rows(asked))) {
            found.put(row.get("n", Integer.class), row.get("earliest", Instant.class));
        }
        return found;
    }

    /// One message on one of its channels.
    private record Sent(MessageId message, int step) {}

    /// Asks when a message was handed over. Read by `handed_over.sql`.
    ///
    /// @param unwritten of an open: what to take where the message is being sent; null: a click
    record HandOver(int n, int run, int ordinal, int step, @Nullable Instant unwritten) {

        /// An open of a message whose hand-over is not written yet is the scanner's at the door. A
        /// click is worth more: it is taken for a person's unless it cannot be, and so measured
        /// from the claim, whatever is written.
        static HandOver of(int n, Sighting sighting) {
            LinkRef link = sighting.link();
            return new HandOver(
                    n,
                    link.message().run(),
                    link.message().ordinal(),
                    link.step(),
                    switch (sighting.kind()) {
                        case OPENED -> sighting.at();
                        case CLICKED -> null;
                    });
        }
    }
}
