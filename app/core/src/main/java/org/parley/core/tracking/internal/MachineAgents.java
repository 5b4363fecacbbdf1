package org.parley.core.tracking.internal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a request came from a program: a link preview, a scanner, a crawler. What the rule looks
/// at in the request itself: method, absent agent, known agent.
public final class MachineAgents {

    private final List<String> prefixes;
    private final List<String> parts;

    public MachineAgents() {
        List<String> lines =
                Resource.lines("machine-agents.txt").stream()
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .toList();
        this.prefixes =
                lines.stream()
                        .filter(line -> line.startsWith("^"))
                        .map(line -> line.substring(1))
                        .toList();
        this.parts = lines.stream().filter(line -> !line.startsWith("^")).toList();
    }

    public boolean isMachine(String method, @Nullable String userAgent) {
        if (!method.equals("GET") || userAgent == null || userAgent.isBlank()) {
            return true;
        }
        String agent = userAgent.strip().toLowerCase(Locale.ROOT);
        return prefixes.stream().anyMatch(agent::startsWith)
                || parts.stream().anyMatch(agent::contains);
    }
}
