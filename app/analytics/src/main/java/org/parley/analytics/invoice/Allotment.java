package org.parley.analytics.invoice;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.parley.analytics.attribution.LargestRemainder;
import org.parley.analytics.invoice.Reconciliation.Booking;

/// Shares out what is invoiced among those who sent the messages, to the minor unit. Not
/// thread-safe.
final class Allotment {

    private final Map<Integer, Share> shares = new TreeMap<>();

    private static final class Share {
        private final Accrued of;
        private long messages;
        private long accrued;
        private long invoiced;

        Share(Accrued of) {
            this.of = of;
        }
    }

    private Share share(Accrued of) {
        return shares.computeIfAbsent(of.number(), _ -> new Share(of));
    }

    /// In proportion to what is still accrued for each, or else to all that was, or else to their
    /// messages.
    ///
    /// @param among at least one
    void give(long minor, List<Accrued> among) {
        give(minor, among, weights(among));
    }

    /// @param weights not negative; all nothing: as if there were none
    void give(long minor, List<Accrued> among, long[] weights) {
        var given = LargestRemainder.split(minor, positive(weights) ? weights : weights(among));
        for (var i = 0; i < given.length; i++) {
            share(among.get(i)).invoiced += given[i];
        }
    }

    /// What is still accrued for them is settled.
    void settle(Collection<Accrued> accrued) {
        for (var each : accrued) {
            var share = share(each);
            share.messages += each.openMessages();
            share.accrued += each.openMinor();
        }
    }

    /// In the order of the senders.
    List<Booking> bookings() {
        var bookings = new ArrayList<Booking>();
        for (var share : shares.values()) {
            if (share.messages != 0 || share.accrued != 0 || share.invoiced != 0) {
                var sender = share.of.sender();
                bookings.add(
                        new Booking(
                                sender.run(),
                                sender.arm(),
                                sender.channel(),
                                sender.country(),
                                sender.month(),
                                share.of.firstAt(),
                                share.of.lastAt(),
                                share.messages,
                                share.accrued,
                                share.invoiced));
            }
        }
        return bookings;
    }

    private static long[] weights(List<Accrued> among) {
        for (var weight :
                List.<ToLongFunction<Accrued>>of(
                        Allotment::open, Accrued::millionths, Accrued::messages)) {
            var weights = among.stream().mapToLong(weight).toArray();
            if (positive(weights)) {
                return weights;
            }
        }
        return among.stream().mapToLong(_ -> 1).toArray();
    }

    private static boolean positive(long[] weights) {
        for (var weight : weights) {
            if (weight > 0) {
                return true;
            }
        }
        return false;
    }

    private static long open(Accrued accrued) {
        return accrued.messages() == 0
                ? 0
                : BigInteger.valueOf(accrued.millionths())
                        .multiply(BigInteger.valueOf(accrued.openMessages()))
                        .divide(BigInteger.valueOf(accrued.messages()))
                        .longValueExact();
    }
}
