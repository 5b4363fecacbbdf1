package org.parley.core.tracking.internal;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.kernel.MessageId;

/// One thing that is known of one message. Read by `apply_evidence.sql`.
///
/// @param n number of the fact in its batch
/// @param kind sent, delivered, read, failed, expired, replied, clicked, opted_out, or seen: look
///   at the readings of the address again
/// @param link index of the clicked link
public record Evidence(
        int n,
        int run,
        int ordinal,
        String kind,
        @Nullable Instant at,
        @Nullable String failure,
        @Nullable String code,
        @Nullable String providerId,
        int link,
        boolean machine) {

    public static Evidence click(int n, MessageId message, Instant at, int link, boolean machine) {
        return new Evidence(
                n,
                message.run(),
                message.ordinal(),
                "clicked",
                at,
                null,
                null,
                null,
                link,
                machine);
    }

    static Evidence of(int n, int run, int ordinal, String kind, @Nullable Instant at) {
        return new Evidence(n, run, ordinal, kind, at, null, null, null, 0, false);
    }

    static Evidence receipt(int n, int run, int ordinal, Receipt receipt) {
        return new Evidence(
                n,
                run,
                ordinal,
                receipt.kind().name().toLowerCase(Locale.ROOT),
                receipt.occurredAt(),
                receipt.failure() == null ? null : receipt.failure().name(),
                receipt.code(),
                receipt.providerMessageId(),
                0,
                false);
    }
}
