package org.parley.core.tracking.internal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.DeliveredUpTo;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.InboundEvent.SeenUpTo;
import org.parley.core.channel.InboundEvent.TemplateNews;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.internal.ParsedDeliveries.Told;

/// Which message each event asks for.
final class Lookups {

    /// A reply answers the last message of three days, as the reply rate counts it.
    private static final Duration REPLY_WINDOW = Duration.ofDays(3);

    /// A withdrawal is held against the last message of seven days, as the opt-out rate counts it.
    private static final Duration OPT_OUT_WINDOW = Duration.ofDays(7);

    private Lookups() {}

    static Lookup of(Told told, ReplyWords words) {
        return switch (told.event()) {
            case Receipt receipt ->
                    lookup(
                            told,
                            "receipt",
                            receipt.messageId(),
                            receipt.providerMessageId(),
                            null,
                            null);
            case DeliveredUpTo delivered ->
                    covered(told, Watermark.Kind.DELIVERED, delivered.address());
            case SeenUpTo seen -> covered(told, Watermark.Kind.SEEN, seen.address());
            case Reply reply ->
                    lookup(
                            told,
                            "person",
                            reply.messageId(),
                            reply.answers(),
                            reply.address(),
                            words.kindOf(reply.text(), reply.payload()) == ReplyKind.STOP
                                    ? OPT_OUT_WINDOW
                                    : REPLY_WINDOW);
            case OptOut out -> lookup(told, "person", null, null, out.address(), OPT_OUT_WINDOW);
            case OptIn in -> lookup(told, "person", null, null, in.address(), OPT_OUT_WINDOW);
            case Complaint said ->
                    lookup(
                            told,
                            "person",
                            said.messageId(),
                            said.providerMessageId(),
                            said.address(),
                            OPT_OUT_WINDOW);
            case TemplateNews _ -> lookup(told, "none", null, null, null, null);
            case Bounce back ->
                    lookup(told, "receipt", back.messageId(), back.providerMessageId(), null, null);
        };
    }

    private static Lookup covered(Told told, Watermark.Kind kind, String address) {
        return lookup(told, kind.column(), null, null, address, null);
    }

    private static Lookup lookup(
            Told told,
            String scope,
            @Nullable MessageId message,
            @Nullable String providerId,
            @Nullable String address,
            @Nullable Duration window) {
        Instant at = told.event().occurredAt();
        return new Lookup(
                told.n(),
                scope,
                told.delivery().channel().name(),
                message == null ? null : message.run(),
                message == null ? null : message.ordinal(),
                providerId,
                address == null ? null : Text.clean(address),
                at,
                window == null ? null : at.minus(window),
                told.delivery().attempts() < Findings.REFERENCE_PATIENCE);
    }
}
