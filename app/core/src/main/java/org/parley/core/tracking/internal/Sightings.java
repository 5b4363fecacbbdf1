package org.parley.core.tracking.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.parley.core.tracking.LinkRef;

/// Records what people's programs call. What comes together is one statement and one commit.
///
/// Who called is judged once, at intake. The rule's version is 2 for clicks and 1 for opens: what
/// the request tells, and {@link Haste}. A sweep over the links of a message is seen only where its
/// clicks come together; those that were told before are not judged again.
public final class Sightings {

    private static final int LARGEST_GROUP = 256;
    private static final String ACCEPTED = Resource.read("accepted_at.sql");

    private final DSLContext dsl;
    private final MessageStore messages = new MessageStore();
    private final GroupCommit<Sighting, Optional<String>> store =
            new GroupCommit<>(LARGEST_GROUP, this::commit);

    public Sightings(DSLContext dsl) {
        this.dsl = dsl;
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
        Map<Integer, String> found =
                dsl.transactionResult(tx -> applied(tx.dsl(), evidence(tx.dsl(), sightings), now));
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

    private static List<Evidence> evidence(DSLContext tx, List<Sighting> sightings) {
        Set<Integer> swept = Haste.sweeps(sightings);
        Map<Integer, HandedOver> handedOver = handedOver(tx, sightings);
        List<Evidence> facts = new ArrayList<>();
        for (int n = 0; n < sightings.size(); n++) {
            Sighting sighting = sightings.get(n);
            HandedOver at = handedOver.getOrDefault(n, HandedOver.UNKNOWN);
            boolean machine =
                    sighting.machine()
                            || swept.contains(n)
                            || Haste.tooSoon(sighting.at(), at.earliest());
            facts.add(Evidence.sighting(n, sighting, machine, since(sighting, at.accepted())));
        }
        return facts;
    }

    /// Milliseconds since the provider took the message over; null where that is not known, which
    /// an open of a message that is being sent is told by its own time.
    private static @Nullable Long since(Sighting sighting, @Nullable Instant accepted) {
        return accepted == null || !accepted.isBefore(sighting.at())
                ? null
                : Duration.between(accepted, sighting.at()).toMillis();
    }

    /// When the providers took over the messages, by number.
    private static Map<Integer, HandedOver> handedOver(DSLContext tx, List<Sighting> sightings) {
        List<HandOver> asked = new ArrayList<>();
        for (int n = 0; n < sightings.size(); n++) {
            asked.add(HandOver.of(n, sightings.get(n)));
        }
        Map<Integer, HandedOver> found = new HashMap<>();
        for (Record row : tx.fetch(ACCEPTED, Json.rows(asked))) {
            found.put(
                    row.get("n", Integer.class),
                    new HandedOver(
                            row.get("accepted", Instant.class),
                            row.get("earliest", Instant.class)));
        }
        return found;
    }

    /// When a message was handed over.
    ///
    /// @param accepted the provider's answer, or the best that is known
    /// @param earliest what haste is measured by; null: not known
    private record HandedOver(@Nullable Instant accepted, @Nullable Instant earliest) {
        static final HandedOver UNKNOWN = new HandedOver(null, null);
    }

    /// Asks when a message was handed over. Read by `accepted_at.sql`.
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
