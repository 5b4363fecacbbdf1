package org.parley.sandbox.whatsapp;

import java.util.Set;

/// How strict the simulated number is.
///
/// @param perSecond messages per second of the number, 80 with Meta before the upgrade; 0 is no
///   limit
/// @param reportedLater errors about the recipient that come as a `failed` status after an accepted
///   send instead of in the answer; Meta does both
/// @param pairRate whether one person gets a message in six seconds, after 45 at once
public record WhatsAppRules(int perSecond, Set<Integer> reportedLater, boolean pairRate) {
    public static final WhatsAppRules USUAL = new WhatsAppRules(1000, Set.of(), true);
    public static final WhatsAppRules UNLIMITED = new WhatsAppRules(0, Set.of(), false);

    /// With the pair rate.
    public WhatsAppRules(int perSecond, Set<Integer> reportedLater) {
        this(perSecond, reportedLater, true);
    }

    public WhatsAppRules {
        reportedLater = Set.copyOf(reportedLater);
    }
}
