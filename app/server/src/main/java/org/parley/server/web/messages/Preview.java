package org.parley.server.web.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.carriage.SmsText;
import org.parley.core.content.Content;
import org.parley.core.content.ProviderTemplate;

/// What one contact would get on one channel.
///
/// @param address that it would go to; null: the contact has none there
/// @param windowOpen what the preview assumes of the service window
/// @param form the provider's kind of message; null: it cannot go out
/// @param content to draw: only what the channel carries, filled in; null: it cannot go out
/// @param template that carries it; null: none
/// @param payload the very bytes, for people to read; null: it cannot go out
/// @param findings of the reduction for this contact, and of the check of the message as written
/// @param missingVariable without which it is not sent to this contact
/// @param sms how it would travel by SMS; null: the channel does not count segments
/// @param price as the rate card in force estimates it, all segments; null: there is none
record Preview(
        String channel,
        long contactId,
        @Nullable String address,
        boolean windowOpen,
        @Nullable String form,
        @Nullable Content content,
        @Nullable ProviderTemplate template,
        @Nullable String payload,
        List<Finding> findings,
        @Nullable String missingVariable,
        @Nullable SmsText sms,
        @Nullable Price price) {

    /// @param amount decimal
    record Price(String amount, String currency) {}
}
