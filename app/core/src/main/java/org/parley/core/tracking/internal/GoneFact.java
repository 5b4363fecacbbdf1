package org.parley.core.tracking.internal;

import java.time.Instant;

/// A provider's word that there is no such address. Read by `record_gone.sql`.
///
/// @param code the provider's own
record GoneFact(String channel, String address, String code, Instant at) {}
