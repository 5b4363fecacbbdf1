package org.parley.core.tracking;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.tracking.internal.Evidence;
import org.parley.core.tracking.internal.GroupCommit;
import org.parley.core.tracking.internal.MachineAgents;
import org.parley.core.tracking.internal.MessageStore;

/// Records clicks. Clicks that come together are one statement and one commit.
public final class Clicks {

    private static final int LARGEST_GROUP = 256;

    private record Click(LinkRef link, Instant at, boolean machine) {}

    private final DSLContext dsl;
    private final MessageStore messages = new MessageStore();
    private final MachineAgents agents = new MachineAgents();
    private final GroupCommit<Click, Optional<URI>> store =
            new GroupCommit<>(LARGEST_GROUP, this::commit);

    public Clicks(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// Tells the event `clicked`, durably when this returns. A person's click is a touch too and
    /// shows the message to be read; a program's (HEAD, no or a known User-Agent) is neither.
    ///
    /// @return where the link leads; empty: the message or the link is gone
    public Optional<URI> record(
            LinkRef link, Instant now, @Nullable String userAgent, String method) {
        return store.submit(new Click(link, now, agents.isMachine(method, userAgent)));
    }

    /// A click that finds nothing may have met its message while it moved to another channel. Now
    /// that the move is done, and the message locked, it is found where it went.
    private Map<Integer, String> applied(DSLContext tx, List<Evidence> facts, Instant now) {
        Map<Integer, String> targets = new HashMap<>(messages.apply(tx, facts, now));
        List<Evidence> missed =
                facts.stream().filter(fact -> !targets.containsKey(fact.n())).toList();
        targets.putAll(messages.apply(tx, missed, now));
        return targets;
    }

    private List<Optional<URI>> commit(List<Click> clicks) {
        List<Evidence> facts = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (Click click : clicks) {
            LinkRef link = click.link();
            facts.add(Evidence.click(facts.size(), link, click.at(), click.machine()));
            latest = click.at().isAfter(latest) ? click.at() : latest;
        }
        Instant now = latest;
        Map<Integer, String> targets = dsl.transactionResult(tx -> applied(tx.dsl(), facts, now));
        return facts.stream()
                .map(fact -> Optional.ofNullable(targets.get(fact.n())).map(URI::create))
                .toList();
    }
}
