package org.parley.core.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.MessageId;

/// What a provider tells us. Times are the provider's clock.
public sealed interface InboundEvent {

    Instant occurredAt();

    /// A message's status. Known by the provider's id, or by ours where the provider echoes it.
    record Receipt(
            ReceiptKind kind,
            @Nullable String providerMessageId,
            @Nullable MessageId messageId,
            @Nullable FailureClass failure,
            @Nullable String code,
            Instant occurredAt)
            implements InboundEvent {}

    /// Everything that was sent to this address until then was delivered (providers that do not
    /// name the messages).
    record DeliveredUpTo(String address, Instant occurredAt) implements InboundEvent {}

    /// The person has seen everything that was delivered to this address until then (providers with
    /// one receipt per reading).
    record SeenUpTo(String address, Instant occurredAt) implements InboundEvent {}

    /// The person wrote or tapped.
    ///
    /// @param payload of the tapped button; null for typed text
    /// @param answers provider's id of the message that is answered, where the provider says it
    /// @param messageId our id of it, where the provider echoes it
    record Reply(
            String address,
            String providerMessageId,
            String text,
            @Nullable String payload,
            @Nullable String answers,
            @Nullable MessageId messageId,
            Instant occurredAt)
            implements InboundEvent {}

    /// The person withdrew through the provider.
    ///
    /// @param evidence the provider's words for it, without personal data
    record OptOut(String address, String evidence, Instant occurredAt) implements InboundEvent {}

    /// The person agreed again through the provider.
    record OptIn(String address, String evidence, Instant occurredAt) implements InboundEvent {}

    /// The person told the provider that the message is spam: withdraws, and the address is never
    /// written to again.
    ///
    /// @param address null where it is hidden, or not to be believed: then the one that the message
    ///   went to
    /// @param providerMessageId the provider's id of the message, where it says it
    /// @param messageId our id of it, where the provider echoes it
    /// @param evidence the provider's words for it, without personal data
    record Complaint(
            @Nullable String address,
            @Nullable String providerMessageId,
            @Nullable MessageId messageId,
            String evidence,
            Instant occurredAt)
            implements InboundEvent {}

    /// The message came back.
    ///
    /// @param address null where it is hidden, or not to be believed: then the one that the message
    ///   went to
    /// @param permanent whether the address will never take one: it is never written to again
    /// @param providerMessageId the provider's id of the message, where it says it
    /// @param messageId our id of it, where the provider echoes it
    /// @param code the provider's own code, such as RFC 3463's `5.1.1`
    record Bounce(
            @Nullable String address,
            boolean permanent,
            @Nullable String providerMessageId,
            @Nullable MessageId messageId,
            String code,
            Instant occurredAt)
            implements InboundEvent {}

    /// A template of ours has changed at the provider: nobody's message, and about no person.
    ///
    /// @param language the provider's code of it
    record TemplateNews(String name, String language, TemplateChange change, Instant occurredAt)
            implements InboundEvent {}

    enum ReceiptKind {
        SENT,
        DELIVERED,
        READ,
        FAILED,
        EXPIRED
    }
}
