package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.parley.analytics.finance.MinorUnit;
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
        var weights = weights(among);
        var all = BigDecimal.ZERO;
        for (var weight : weights) {
            all = all.add(BigDecimal.valueOf(weight));
        }
        var upTo = new long[weights.length];
        var sum = BigDecimal.ZERO;
        for (var i = 0; i < upTo.length; i++) {
            sum = sum.add(BigDecimal.valueOf(weights[i]));
            upTo[i] =
                    BigDecimal.valueOf(minor)
                            .multiply(sum)
                            .divide(all, 0, RoundingMode.HALF_UP)
                            .longValueExact();
        }
        give(upTo, among);
    }

    /// Each its own amount, of whatever sign.
    ///
    /// @param amounts in units of the currency
    void give(List<BigDecimal> amounts, List<Accrued> among, String currency) {
        var upTo = new long[amounts.size()];
        var sum = BigDecimal.ZERO;
        for (var i = 0; i < upTo.length; i++) {
            sum = sum.add(amounts.get(i));
            upTo[i] = MinorUnit.round(sum, currency);
        }
        give(upTo, among);
    }

    /// Sums are rounded, not parts: so parts add up, and any that follow each other, such as those
    /// of a run, are together less than a minor unit from their due, however many they are.
    private void give(long[] upTo, List<Accrued> among) {
        var before = 0L;
        for (var i = 0; i < upTo.length; i++) {
            share(among.get(i)).invoiced += upTo[i] - before;
            before = upTo[i];
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
                                sender.day(),
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
        return accrued.millionthsOf(accrued.openMessages());
    }
}
