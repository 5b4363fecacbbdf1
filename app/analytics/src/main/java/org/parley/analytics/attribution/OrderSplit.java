package org.parley.analytics.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.parley.core.kernel.MessageId;

/// One order's split over the messages of its journey under one model. Its documents, the sale and
/// then its refunds, are split one after the other so that what is left of the order is always
/// split exactly: an order given back in full leaves nothing on any message, in however many
/// refunds it went.
public final class OrderSplit {

    private final List<MessageId> messages;
    private final long[] weights;
    private final long[] millionths;
    private long net;

    public OrderSplit(AttributionModel model, Journey journey) {
        var byMessage = new TreeMap<Long, Long>();
        var steps = model.weights(journey);
        for (var step = 0; step < steps.length; step++) {
            if (steps[step] > 0) {
                byMessage.merge(journey.message(step).packed(), steps[step], Long::sum);
            }
        }
        messages = byMessage.keySet().stream().map(MessageId::of).toList();
        weights = byMessage.values().stream().mapToLong(Long::longValue).toArray();
        millionths = LargestRemainder.split(Share.WHOLE, weights);
    }

    /// The shares of the next document of the order, by message.
    ///
    /// @param minor the document's revenue in minor units, negative on a refund
    public List<Share> next(long minor) {
        var before = LargestRemainder.split(net, weights);
        net = Math.addExact(net, minor);
        var after = LargestRemainder.split(net, weights);
        var shares = new ArrayList<Share>(messages.size());
        for (var i = 0; i < messages.size(); i++) {
            shares.add(new Share(messages.get(i), (int) millionths[i], after[i] - before[i]));
        }
        return shares;
    }
}
