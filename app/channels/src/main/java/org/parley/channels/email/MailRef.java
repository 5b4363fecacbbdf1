package org.parley.channels.email;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.kernel.MessageId;

/// The mail that an event speaks of. What neither is ours nor names anybody says nothing.
///
/// @param id null: not a mail of ours, or nobody echoed our id
/// @param address null where it is hidden, or not to be believed
record MailRef(@Nullable MessageId id, @Nullable String address, Instant at) {

    /// Apple Mail Privacy Protection loads pictures at delivery under this bare name.
    private static final String PREFETCH = "Mozilla/5.0";

    List<InboundEvent> delivered() {
        return receipt(ReceiptKind.DELIVERED, null, null);
    }

    /// Opened, unless a program was it.
    ///
    /// @param agent null: not told
    List<InboundEvent> opened(@Nullable String agent) {
        return agent == null || agent.strip().equals(PREFETCH)
                ? List.of()
                : receipt(ReceiptKind.READ, null, null);
    }

    List<InboundEvent> failed(FailureClass failure, String code) {
        return receipt(ReceiptKind.FAILED, failure, code);
    }

    List<InboundEvent> bounced(boolean permanent, String code) {
        return id == null && (address == null || !permanent)
                ? List.of()
                : List.of(new Bounce(address, permanent, null, id, code, at));
    }

    /// Came back with a status of which nobody says more: the table decides.
    ///
    /// @param code enhanced; anything else is a passing matter
    List<InboundEvent> returned(String code) {
        EnhancedStatus status = EnhancedStatus.of(code).orElse(null);
        if (status == null) {
            return bounced(false, code);
        }
        return switch (status.failure()) {
            case RECIPIENT, RETRYABLE, THROTTLED -> bounced(status.gone(), code);
            case OPTED_OUT, POLICY, AUTH, CONFIGURATION, BUDGET -> failed(status.failure(), code);
        };
    }

    /// Came back, and the provider calls it lasting: so it is, unless the status speaks of
    /// something else than the mailbox.
    ///
    /// @param code enhanced; null: not told
    List<InboundEvent> returnedForGood(@Nullable String code, String otherwise) {
        Optional<EnhancedStatus> status = code == null ? Optional.empty() : EnhancedStatus.of(code);
        if (code == null || status.isEmpty()) {
            return bounced(true, otherwise);
        }
        return status.get().mayLast() ? bounced(true, code) : returned(code);
    }

    List<InboundEvent> complained(String evidence) {
        return id == null && address == null
                ? List.of()
                : List.of(new Complaint(address, null, id, evidence, at));
    }

    List<InboundEvent> left(String evidence) {
        return address == null ? List.of() : List.of(new OptOut(address, evidence, at));
    }

    private List<InboundEvent> receipt(
            ReceiptKind kind, @Nullable FailureClass failure, @Nullable String code) {
        return id == null ? List.of() : List.of(new Receipt(kind, null, id, failure, code, at));
    }
}
