package org.parley.core.tracking.internal;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.tracking.LinkRef;

/// One thing that is known of one message. Read by `apply_evidence.sql`.
///
/// @param n number of the fact in its batch
/// @param step of the arm on which that message was sent, from 1
/// @param kind sent, delivered, read, failed, expired, replied, clicked, opened, opted_out,
///   complained, or watermark: look at the watermarks of the address again
/// @param link index of the clicked link
/// @param userAgent of a sighting, as it named itself; empty: not one, or not named
/// @param network of a sighting, cut; empty: not one, or unknown
/// @param sinceAcceptedMs of a sighting; null: not one, or unknown
public record Evidence(
        int n,
        int run,
        int ordinal,
        int step,
        String kind,
        @Nullable Instant at,
        @Nullable String failure,
        @Nullable String code,
        @Nullable String providerId,
        int link,
        boolean machine,
        String userAgent,
        String network,
        @Nullable Long sinceAcceptedMs) {

    static Evidence sighting(
            int n, Sighting sighting, boolean machine, @Nullable Long sinceAcceptedMs) {
        LinkRef link = sighting.link();
        return new Evidence(
                n,
                link.message().run(),
                link.message().ordinal(),
                link.step(),
                sighting.kind().column(),
                sighting.at(),
                null,
                null,
                null,
                link.index(),
                machine,
                sighting.caller().agent(),
                sighting.caller().network(),
                sinceAcceptedMs);
    }

    static Evidence of(int n, int run, int ordinal, int step, String kind, @Nullable Instant at) {
        return new Evidence(
                n, run, ordinal, step, kind, at, null, null, null, 0, false, "", "", null);
    }

    static Evidence bounce(int n, int run, int ordinal, int step, Bounce bounce) {
        return new Evidence(
                n,
                run,
                ordinal,
                step,
                "failed",
                bounce.occurredAt(),
                FailureClass.RECIPIENT.name(),
                bounce.code(),
                bounce.providerMessageId(),
                0,
                false,
                "",
                "",
                null);
    }

    static Evidence receipt(int n, int run, int ordinal, int step, Receipt receipt) {
        return new Evidence(
                n,
                run,
                ordinal,
                step,
                receipt.kind().name().toLowerCase(Locale.ROOT),
                receipt.occurredAt(),
                receipt.failure() == null ? null : receipt.failure().name(),
                receipt.code(),
                receipt.providerMessageId(),
                0,
                false,
                "",
                "",
                null);
    }
}
