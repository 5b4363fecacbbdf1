package org.parley.core.channel;

/// What a provider says when it is told our webhook's address.
public sealed interface WebhookRegistration {

    /// The provider will use the address.
    record Registered() implements WebhookRegistration {}

    /// @param code the provider's, or `http-` and the HTTP status
    record NotRegistered(String code, String detail) implements WebhookRegistration {}

    /// The provider takes the address in its own console only.
    record ByHand(String where) implements WebhookRegistration {}
}
