package org.parley.analytics.question;

/// @param netMinor sales with their refunds and adjustments, in minor units
public record NetRevenue(String currency, long netMinor) {}
