package org.parley.core.content;

import java.net.URI;

/// Gives the tracked address that stands in for a link's target in one contact's message.
@FunctionalInterface
public interface LinkTracker {

    /// For previews: the person opens the target itself.
    LinkTracker NONE = (_, target) -> target;

    /// @param index of the link as in {@link RichMessage#links}
    URI tracked(int index, URI target);
}
