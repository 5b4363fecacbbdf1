package org.parley.batch.rejudge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.parley.batch.rejudge.ToldEvent.Kind;
import org.parley.batch.rejudge.ToldEvent.Message;
import org.parley.core.tracking.LinkClick;
import org.parley.core.tracking.MachineRules;
import org.parley.core.tracking.Verdict;

/// Judges what one person did with one message again, by one version of the rules. Clicks beyond
/// the range count where they make a sweep, and keep their verdicts.
final class PersonJudge {

    private final MachineRules rules;
    private final EventRange range;

    PersonJudge(MachineRules rules, EventRange range) {
        this.rules = rules;
        this.range = range;
    }

    /// An event and who did it, by the rules.
    record Judged(ToldEvent event, Verdict verdict) {

        boolean differs() {
            return event.machine() != verdict.machine();
        }

        /// Whether the verdict at arrival is wrong.
        boolean overturns() {
            return event.machineAtArrival() != verdict.machine();
        }
    }

    /// @param events all clicks, readings and replies of the person with the message
    /// @return one each, in the same order
    List<Judged> judge(List<ToldEvent> events) {
        Set<ToldEvent> swept = swept(events);
        List<Judged> sightings = new ArrayList<>();
        for (ToldEvent event : events) {
            sightings.add(
                    new Judged(
                            event,
                            judgeable(event)
                                    ? rules.judgeAgain(event.evidence(), swept.contains(event))
                                    : standing(event)));
        }
        return sightings.stream().map(each -> concluded(each, sightings)).toList();
    }

    /// Whether rules judged it, and it is asked about.
    boolean judgeable(ToldEvent event) {
        return event.evidence().rules() > 0 && within(event);
    }

    private boolean within(ToldEvent event) {
        return !event.at().isBefore(range.opens()) && event.at().isBefore(range.closes());
    }

    private static Verdict standing(ToldEvent event) {
        return event.overturned() ? new Verdict(event.machine(), null) : event.evidence().arrival();
    }

    /// A reading that was concluded from a click follows the clicks of its moment; one that was
    /// concluded from anything else keeps the verdict that stands.
    private Judged concluded(Judged reading, List<Judged> all) {
        ToldEvent event = reading.event();
        if (!event.is(Kind.READ) || !event.implied() || !within(event)) {
            return reading;
        }
        Predicate<Judged> coincides = other -> other.event().coincides(event);
        var clicks =
                all.stream()
                        .filter(coincides.and(other -> other.event().is(Kind.CLICKED)))
                        .map(Judged::verdict)
                        .toList();
        if (clicks.isEmpty()) {
            return reading;
        }
        boolean replied =
                all.stream().anyMatch(coincides.and(other -> other.event().is(Kind.REPLIED)));
        boolean machine = clicks.stream().allMatch(Verdict::machine) && !replied;
        return new Judged(event, machine ? clicks.getFirst() : Verdict.PERSON);
    }

    private static Set<ToldEvent> swept(List<ToldEvent> events) {
        Map<Message, List<ToldEvent>> clicks = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.is(Kind.CLICKED))
                .forEach(click ->
                        clicks.computeIfAbsent(click.message(), _ -> new ArrayList<>()).add(click));
        Set<ToldEvent> swept = new HashSet<>();
        for (List<ToldEvent> ofOne : clicks.values()) {
            MachineRules.swept(
                            ofOne.stream()
                                    .map(click -> new LinkClick(click.at(), click.link()))
                                    .toList())
                    .forEach(place -> swept.add(ofOne.get(place)));
        }
        return swept;
    }
}
