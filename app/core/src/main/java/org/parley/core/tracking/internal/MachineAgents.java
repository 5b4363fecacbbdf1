package org.parley.core.tracking.internal;

import java.util.List;
import java.util.Locale;
import org.parley.core.tracking.SightingKind;

/// The programs that Parley knows to call without a person: link previews, scanners, crawlers. At
/// pictures, whatever is a machine at a link, but for the agents by which mail is read; and the
/// bare agent by which Apple Mail Privacy Protection fetches at delivery.
public final class MachineAgents {

    private static final String APPLE_PREFETCH = "mozilla/5.0";

    private final List<String> prefixes;
    private final List<String> parts;
    private final List<String> readers = lines("mail-readers.txt");

    public MachineAgents() {
        List<String> lines = lines("machine-agents.txt");
        this.prefixes =
                lines.stream()
                        .filter(line -> line.startsWith("^"))
                        .map(line -> line.substring(1))
                        .toList();
        this.parts = lines.stream().filter(line -> !line.startsWith("^")).toList();
    }

    /// Whether a program that calls itself this, or nothing, is a machine.
    ///
    /// @param agent in small letters, without blanks around it; empty: it named none
    public boolean name(SightingKind kind, String agent) {
        return switch (kind) {
            case CLICKED -> followsLinks(agent);
            case OPENED ->
                    agent.equals(APPLE_PREFETCH)
                            || (readers.stream().noneMatch(agent::contains) && followsLinks(agent));
        };
    }

    private boolean followsLinks(String agent) {
        return agent.isEmpty()
                || prefixes.stream().anyMatch(agent::startsWith)
                || parts.stream().anyMatch(agent::contains);
    }

    private static List<String> lines(String name) {
        return Resource.lines(name).stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
    }
}
