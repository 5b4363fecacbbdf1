package org.parley.analytics.question;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.parley.analytics.world.Document;
import org.parley.analytics.world.Person;
import org.parley.analytics.world.Told;
import org.parley.analytics.world.World;

/// Who did what, one event after the other.
final class Naive {

    private Naive() {}

    /// People with any of the facts, machines left out; `ordered` is an order credited to them.
    static Set<Person> who(World world, Predicate<Person> which, String... facts) {
        var wanted = List.of(facts);
        var people = new HashSet<Person>();
        world.events.stream()
                .filter(told -> wanted.contains(told.kind()) && !told.machine())
                .map(Told::person)
                .filter(which)
                .forEach(people::add);
        if (wanted.contains("ordered")) {
            world.documents.stream()
                    .filter(document -> document.kind().equals("sale"))
                    .map(Document::credited)
                    .filter(who -> who != null && which.test(who))
                    .forEach(people::add);
        }
        return people;
    }
}
