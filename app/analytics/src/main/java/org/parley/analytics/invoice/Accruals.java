package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.invoice.Reconciliation.ForeignAccrual;
import org.parley.analytics.invoice.internal.BillQueries.Bills;
import org.parley.analytics.invoice.internal.BillQueries.Matched;
import org.parley.analytics.invoice.internal.BillQueries.Settled;
import org.parley.analytics.invoice.internal.Sender;

/// Puts together what was accrued for each sender, and what of that invoices settled already.
///
/// @param all in the order of the senders
/// @param others bills in other currencies
record Accruals(List<Accrued> all, List<Bills> others) {

    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final Comparator<Sender> ORDER =
            Comparator.comparingInt(Sender::run)
                    .thenComparingInt(Sender::arm)
                    .thenComparing(Sender::channel)
                    .thenComparing(Sender::country)
                    .thenComparing(Sender::month)
                    .thenComparing(Sender::account);

    private static final class Sum {
        private long messages;
        private long minor;
        private BigDecimal exact = BigDecimal.ZERO;
        private Instant firstAt = Instant.MAX;
        private Instant lastAt = Instant.MIN;

        void seen(Instant first, Instant last) {
            firstAt = first.isBefore(firstAt) ? first : firstAt;
            lastAt = last.isAfter(lastAt) ? last : lastAt;
        }
    }

    /// @param matched messages that a usage file names, billed or not
    static Accruals of(
            String currency, List<Bills> bills, List<Matched> matched, List<Settled> settled) {
        var sums = new TreeMap<Sender, Sum>(ORDER);
        var others = new ArrayList<Bills>();
        for (var bill : bills) {
            if (!bill.currency().equals(currency)) {
                others.add(bill);
                continue;
            }
            var sum = sums.computeIfAbsent(bill.sender(), _ -> new Sum());
            sum.messages += bill.messages();
            sum.minor = Math.addExact(sum.minor, minor(bill));
            sum.exact = sum.exact.add(bill.price().multiply(BigDecimal.valueOf(bill.messages())));
            sum.seen(bill.firstAt(), bill.lastAt());
        }
        for (var message : matched) {
            sums.computeIfAbsent(message.sender(), _ -> new Sum())
                    .seen(message.firstAt(), message.lastAt());
        }
        Map<Sender, Settled> done = new HashMap<>();
        settled.forEach(each -> done.put(each.sender(), each));
        var all = new ArrayList<Accrued>();
        sums.forEach((sender, sum) ->
                all.add(
                        accrued(
                                all.size(),
                                sender,
                                sum,
                                done.getOrDefault(sender, new Settled(sender, 0, 0)))));
        return new Accruals(all, others);
    }

    /// A smaller span than the one that was settled has nothing left, never less.
    private static Accrued accrued(int number, Sender sender, Sum sum, Settled settled) {
        var open = Math.clamp(sum.messages - settled.messages(), 0, sum.messages);
        return new Accrued(
                number,
                sender,
                sum.messages,
                sum.minor,
                sum.exact.multiply(MILLION).longValueExact(),
                open,
                open == 0 ? 0 : Math.clamp(sum.minor - settled.accruedMinor(), 0, sum.minor),
                sum.firstAt,
                sum.lastAt);
    }

    /// By currency.
    static List<ForeignAccrual> sums(List<Bills> others) {
        var sums = new LinkedHashMap<String, ForeignAccrual>();
        for (var bill : others) {
            sums.merge(
                    bill.currency(),
                    new ForeignAccrual(bill.currency(), bill.messages(), minor(bill)),
                    (a, b) ->
                            new ForeignAccrual(
                                    a.currency(),
                                    a.messages() + b.messages(),
                                    Math.addExact(a.minor(), b.minor())));
        }
        return List.copyOf(sums.values());
    }

    /// Rounded as a cost line of the books.
    private static long minor(Bills bill) {
        var sender = bill.sender();
        return new CostLine(
                        sender.run(),
                        sender.arm(),
                        sender.channel(),
                        sender.country(),
                        bill.price(),
                        bill.currency(),
                        bill.messages())
                .amountMinor();
    }
}
