package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.invoice.Reconciliation.ForeignAccrual;
import org.parley.analytics.invoice.internal.BillQueries.Bills;
import org.parley.analytics.invoice.internal.BillQueries.Matched;
import org.parley.analytics.invoice.internal.BillQueries.Scope;
import org.parley.analytics.invoice.internal.BillQueries.Settled;
import org.parley.analytics.invoice.internal.Sender;

/// Puts together what was accrued for each sender, and what of that invoices settled already.
///
/// @param all in the order of the senders
/// @param others bills in other currencies
record Accruals(List<Accrued> all, List<Billed> others) {

    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final Comparator<Sender> ORDER =
            Comparator.comparingInt(Sender::run)
                    .thenComparingInt(Sender::arm)
                    .thenComparing(Sender::channel)
                    .thenComparing(Sender::country)
                    .thenComparing(Sender::day)
                    .thenComparing(Sender::account);

    /// @param minor as the books have it
    record Billed(Bills bills, long minor) {}

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

    /// Of the period, and of messages that a usage file names wherever they fall.
    ///
    /// @param bills of whole months, each price in the order of days
    /// @param matched messages that a usage file names, billed or not
    static Accruals of(
            Scope scope,
            String currency,
            List<Bills> bills,
            List<Matched> matched,
            List<Settled> settled) {
        var named = matched.stream().map(Matched::sender).collect(Collectors.toSet());
        var sums = new TreeMap<Sender, Sum>(ORDER);
        var others = new ArrayList<Billed>();
        for (var billed : rounded(bills)) {
            var bill = billed.bills();
            if (!scope.holds(bill.sender().day()) && !named.contains(bill.sender())) {
                continue;
            }
            if (!bill.currency().equals(currency)) {
                others.add(billed);
                continue;
            }
            var sum = sums.computeIfAbsent(bill.sender(), _ -> new Sum());
            sum.messages += bill.messages();
            sum.minor = Math.addExact(sum.minor, billed.minor());
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
                                scope.holds(sender.day()),
                                sum,
                                done.getOrDefault(sender, new Settled(sender, 0, 0)))));
        return new Accruals(all, others);
    }

    /// A month's cost line of the books is rounded once: a day is what the month comes to with it
    /// less what it came to before, so that the days are the month.
    private static List<Billed> rounded(List<Bills> bills) {
        record Line(
                int run,
                int arm,
                String channel,
                String country,
                YearMonth month,
                BigDecimal price,
                String currency) {}
        Map<Line, CostLine> before = new HashMap<>();
        var rounded = new ArrayList<Billed>(bills.size());
        for (var bill : bills) {
            var sender = bill.sender();
            var line =
                    new Line(
                            sender.run(),
                            sender.arm(),
                            sender.channel(),
                            sender.country(),
                            sender.month(),
                            bill.price().stripTrailingZeros(),
                            bill.currency());
            var past = before.getOrDefault(line, costs(bill));
            var with = past.times(past.quantity() + bill.messages());
            before.put(line, with);
            rounded.add(
                    new Billed(bill, Math.subtractExact(with.amountMinor(), past.amountMinor())));
        }
        return rounded;
    }

    /// Of no message yet.
    private static CostLine costs(Bills bill) {
        var sender = bill.sender();
        return new CostLine(
                sender.run(),
                sender.arm(),
                sender.channel(),
                sender.country(),
                bill.price(),
                bill.currency(),
                0);
    }

    /// A late bill may shift by a minor unit what days after it are rounded to: nothing is left of
    /// such a day, never less.
    private static Accrued accrued(
            int number, Sender sender, boolean inPeriod, Sum sum, Settled settled) {
        var open = Math.clamp(sum.messages - settled.messages(), 0, sum.messages);
        return new Accrued(
                number,
                sender,
                inPeriod,
                sum.messages,
                sum.exact.multiply(MILLION).longValueExact(),
                open,
                open == 0 ? 0 : Math.clamp(sum.minor - settled.accruedMinor(), 0, sum.minor),
                sum.firstAt,
                sum.lastAt);
    }

    /// By currency.
    static List<ForeignAccrual> sums(List<Billed> others) {
        var sums = new LinkedHashMap<String, ForeignAccrual>();
        for (var billed : others) {
            var bill = billed.bills();
            sums.merge(
                    bill.currency(),
                    new ForeignAccrual(bill.currency(), bill.messages(), billed.minor()),
                    (a, b) ->
                            new ForeignAccrual(
                                    a.currency(),
                                    a.messages() + b.messages(),
                                    Math.addExact(a.minor(), b.minor())));
        }
        return List.copyOf(sums.values());
    }
}
