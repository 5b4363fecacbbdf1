package org.parley.core.tracking.internal;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.tracking.LinkRef;
import org.parley.core.tracking.Verdict;

/// One thing that is known of one message. Read by `apply_evidence.sql`.
///
/// @param n number of the fact in its batch
/// @param step of the arm on which that message was sent, from 1
/// @param kind sent, delivered, read, failed, expired, replied, clicked, opened, opted_out,
///   complained, or watermark: look at the watermarks of the address again
/// @param link index of the clicked link
/// @param machine of a sighting: whether nobody sat before it
/// @param rules version of the rules that judged it; 0: not a sighting
/// @param judgedBy of a machine: what gave it away
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
        int rules,
        String judgedBy,
        String userAgent,
        String network,
        @Nullable Long sinceAcceptedMs) {

    static Evidence sighting(
            int n, Sighting sighting, int rules, Verdict verdict, @Nullable Long sinceAcceptedMs) {
        LinkRef link = sighting.link();
        return new Evidence(
                n,
                link.message().run(),
                link.message().ordinal(),
                link.step(),
                sighting.kind().name().toLowerCase(Locale.ROOT),
                sighting.at(),
                null,
                null,
                null,
                link.index(),
                verdict.machine(),
                rules,
                verdict.judgedBy(),
                sighting.caller().agent(),
                sighting.caller().network(),
                sinceAcceptedMs);
    }

    static Evidence of(int n, int run, int ordinal, int step, String kind, @Nullable Instant at) {
        return new Evidence(
                n, run, ordinal, step, kind, at, null, null, null, 0, false, 0, "", "", "", null);
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
                0,
                "",
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
                0,
                "",
                "",
                "",
                null);
    }
}
