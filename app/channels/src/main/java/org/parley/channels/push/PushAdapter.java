package org.parley.channels.push;

import java.net.URI;
import java.util.List;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;

/// An account of a push service. No service calls back: the app, or the page's service worker,
/// reports what it received and what was opened.
public interface PushAdapter extends ChannelAdapter, AutoCloseable {

    /// What became of a push that nobody sees, as a word about the account.
    ///
    /// @param name of the account for people
    static AccountCheck check(SendOutcome outcome, String name) {
        return switch (outcome) {
            case SendOutcome.Accepted _ -> new AccountCheck.Works(name);
            case SendOutcome.Refused(var failure, var code, var detail, _) ->
                    failure == FailureClass.RETRYABLE || failure == FailureClass.THROTTLED
                            ? new AccountCheck.NoAnswer(detail)
                            : new AccountCheck.Refused(code, detail);
            case SendOutcome.Unknown(var detail) -> new AccountCheck.NoAnswer(detail);
        };
    }

    @Override
    default WebhookRegistration registerWebhook(URI address) {
        return new WebhookRegistration.ByHand("nothing: the app or the page reports");
    }

    @Override
    default boolean authentic(WebhookRequest request) {
        return false;
    }

    @Override
    default List<InboundEvent> parse(byte[] body) {
        return List.of();
    }

    @Override
    void close();
}
