package org.parley.core.shop;

import java.time.Instant;
import java.util.List;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;

/// How shops of one kind sign, and what they say.
public interface ShopDialect {

    /// Such as `woocommerce`; stands in the webhook address.
    String kind();

    /// Whether whoever knows the secret sent these very bytes. Compares in constant time.
    boolean authentic(WebhookRequest request, String secret);

    /// Whether it is the unsigned call with which a shop of this kind tries an address. It is
    /// answered and has no effect.
    default boolean greeting(WebhookRequest request) {
        return false;
    }

    /// Reads an authentic webhook.
    ///
    /// @param store the name that its orders get
    /// @param now for facts that carry no time of their own
    /// @throws MalformedWebhookException when it is not of the form
    Told read(WebhookRequest request, String store, Instant now);

    /// What a webhook says.
    ///
    /// @param events in the order in which they happened; empty: nothing that is recorded
    /// @param about the topic, for the log
    record Told(String about, List<ShopEvent> events) {
        public Told {
            events = List.copyOf(events);
        }
    }
}
