package org.parley.core.consent;

import java.time.Instant;
import org.parley.core.kernel.Channel;

/// What holds now for one channel and purpose: the latest event of the ledger, a withdrawal in a
/// tie.
public record Consent(Channel channel, String purpose, ConsentState state, Instant occurredAt) {}
