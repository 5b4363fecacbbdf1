package org.parley.server.endtoend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.sandbox.customer.Act;
import org.parley.sandbox.world.Channel;

/// Who was written to in a run, by every address that was tried.
final class PeopleOfRun {

    private record Placed(int arm, int ordinal) {}

    private final Map<String, Placed> people;

    private PeopleOfRun(Map<String, Placed> people) {
        this.people = people;
    }

    static PeopleOfRun of(DSLContext postgres, long run) {
        return new PeopleOfRun(
                postgres.fetch(
                                "select channel, address, arm, ordinal from recipient where run_id ="
                                        + " {0} and address is not null and state <> 'skipped' union"
                                        + " select a.channel, a.address, r.arm, a.ordinal from"
                                        + " recipient_attempt a join recipient r using (run_id,"
                                        + " ordinal) where run_id = {0} and a.address is not null",
                                DSL.val((int) run))
                        .intoMap(
                                row ->
                                        place(
                                                Channel.of(row.get("channel", String.class)),
                                                row.get("address", String.class)),
                                row ->
                                        new Placed(
                                                row.get("arm", Integer.class),
                                                row.get("ordinal", Integer.class))));
    }

    /// Ledger and providers spell numbers differently.
    private static String place(Channel channel, String address) {
        return channel + " " + channel.normalise(address);
    }

    /// How many people of an arm did one of these.
    long who(List<Act> acts, int arm, Set<Act.Kind> kinds) {
        return acts.stream()
                .filter(act -> kinds.contains(act.kind()))
                .map(act -> people.get(place(act.channel(), act.address())))
                .filter(placed -> placed != null && placed.arm() == arm)
                .distinct()
                .count();
    }
}
