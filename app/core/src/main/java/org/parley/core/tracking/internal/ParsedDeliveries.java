package org.parley.core.tracking.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.MalformedWebhookException;

/// What a batch of deliveries says, every event numbered, and what cannot be understood.
///
/// @param malformed problem by delivery
record ParsedDeliveries(List<Told> told, Map<Delivery, String> malformed) {

    /// One event of one delivery.
    record Told(int n, Delivery delivery, ChannelAdapter adapter, InboundEvent event) {

        boolean saysAddressIsGone(Receipt receipt) {
            String code = receipt.code();
            return receipt.failure() == FailureClass.RECIPIENT
                    && code != null
                    && adapter.saysAddressIsGone(code);
        }
    }

    static ParsedDeliveries of(List<Delivery> deliveries, Channels channels) {
        List<Told> told = new ArrayList<>();
        Map<Delivery, String> malformed =
                new TreeMap<>((left, right) -> Long.compare(left.id(), right.id()));
        for (Delivery delivery : deliveries) {
            Optional<ChannelAdapter> adapter =
                    channels.listener(delivery.channel(), delivery.account());
            if (adapter.isEmpty()) {
                malformed.put(
                        delivery,
                        "There is no account "
                                + delivery.account()
                                + " for channel "
                                + delivery.channel()
                                + " any more");
                continue;
            }
            try {
                for (InboundEvent event : adapter.get().parse(delivery.body())) {
                    told.add(new Told(told.size(), delivery, adapter.get(), event));
                }
            } catch (MalformedWebhookException e) {
                malformed.put(delivery, "Not of the provider's form: " + e.getMessage());
            }
        }
        return new ParsedDeliveries(told, malformed);
    }
}
