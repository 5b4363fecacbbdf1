package org.parley.core.tracking.internal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a picture was loaded without a person who opened the message, as far as the request
/// tells: whatever is a machine at a link, but for the agents by which mail is read; and the bare
/// agent by which Apple Mail Privacy Protection fetches at delivery.
public final class MachineOpens {

    private static final String APPLE_PREFETCH = "mozilla/5.0";

    private final MachineAgents agents = new MachineAgents();
    private final List<String> readers =
            Resource.lines("mail-readers.txt").stream()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .toList();

    public boolean isMachine(String method, @Nullable String userAgent) {
        String agent = userAgent == null ? "" : userAgent.strip().toLowerCase(Locale.ROOT);
        if (agent.equals(APPLE_PREFETCH)) {
            return true;
        }
        return !(method.equals("GET") && readers.stream().anyMatch(agent::contains))
                && agents.isMachine(method, userAgent);
    }
}
