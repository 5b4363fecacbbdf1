package org.parley.core.channel;

import java.util.Map;
import java.util.Optional;

/// Implemented beside {@link ChannelAdapter} by providers that ask by GET, before they send
/// anything, whether a webhook address is meant (Meta's `hub.challenge`).
public interface WebhookHandshake {

    /// @param query the parameters of the request, first value each
    /// @return the body of the 200; empty: refuse, the secret is not ours
    Optional<String> answer(Map<String, String> query);
}
