package org.parley.channels.viber;

/// What Viber says to our webhook's address.
public sealed interface WebhookRegistration {

    /// Viber called the address, got its 200 and will use it.
    record Registered() implements WebhookRegistration {}

    /// @param code Viber's status, or `http-` and the HTTP status
    record NotRegistered(String code, String detail) implements WebhookRegistration {}
}
