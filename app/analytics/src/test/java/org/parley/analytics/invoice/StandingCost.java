package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// What all messages have to cost while some invoices stand, from messages and lines of invoices
/// alone: what those invoices say, and for messages that none of them charges their price. Takes
/// plans to leave accounts open and all messages to be billed in euros.
final class StandingCost {

    private record Message(
            int run,
            int arm,
            String channel,
            String country,
            BigDecimal price,
            LocalDate day,
            String id) {}

    private record Line(
            YearMonth month,
            String channel,
            String country,
            String category,
            @Nullable String message,
            long quantity,
            BigDecimal amount) {

        /// Lines that say the same are one.
        Line place() {
            return new Line(month, channel, country, category, message, 0, BigDecimal.ZERO);
        }

        Line with(Line other) {
            return new Line(
                    month,
                    channel,
                    country,
                    category,
                    message,
                    quantity + other.quantity,
                    amount.add(other.amount));
        }

        boolean charges(Message sent) {
            return quantity > 0
                    && amount.signum() >= 0
                    && (message == null
                            ? month.equals(YearMonth.from(sent.day()))
                                    && (channel.isEmpty() || channel.equals(sent.channel()))
                                    && (country.isEmpty() || country.equals(sent.country()))
                                    && (category.isEmpty() || category.equals("marketing"))
                            : message.equals(sent.id()) && channel.equals(sent.channel()));
        }
    }

    private final DSLContext postgres;
    private final List<Message> messages;

    StandingCost(DSLContext postgres) {
        this.postgres = postgres;
        this.messages =
                postgres.resultQuery(
                                "select run_id, arm, channel, coalesce(country, '') as country, price,"
                                        + " (billed_at at time zone 'Europe/Berlin')::date as day,"
                                        + " coalesce(provider_message_id, '') as id"
                                        + " from recipient where price is not null")
                        .fetch(row ->
                                new Message(
                                        row.get("run_id", Integer.class),
                                        row.get("arm", Integer.class),
                                        row.get("channel", String.class),
                                        row.get("country", String.class),
                                        row.get("price", BigDecimal.class),
                                        row.get("day", LocalDate.class),
                                        row.get("id", String.class)));
    }

    /// @param standing what each books, in minor units, by its acceptance
    long minor(Map<Invoice, Long> standing) {
        var open = new ArrayList<>(messages);
        for (var invoice : standing.keySet()) {
            open.removeAll(charged(invoice));
        }
        return rounded(open).values().stream().mapToLong(Long::longValue).sum()
                + standing.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Most that roundings may come to: a unit for each line of the books.
    long slack() {
        return rounded(messages).size();
    }

    private List<Message> charged(Invoice invoice) {
        var lines = lines(invoice);
        var head = invoice.head();
        var all = lines.stream().map(Line::channel).collect(Collectors.toSet());
        var accepted = invoice.accepted();
        return messages.stream()
                .filter(sent -> {
                    var inPeriod =
                            !sent.day().isBefore(head.from()) && !sent.day().isAfter(head.to());
                    var released =
                            accepted != null
                                    && accepted.releaseUnbilled()
                                    && (all.contains("") || all.contains(sent.channel()));
                    return (inPeriod && released)
                            || lines.stream()
                                    .anyMatch(line ->
                                            (inPeriod || line.message() != null)
                                                    && line.charges(sent));
                })
                .toList();
    }

    private List<Line> lines(Invoice invoice) {
        var sums = new HashMap<Line, Line>();
        postgres.resultQuery(
                        "select month, channel, country, category, message_id, quantity, amount from invoice_line where invoice_id = ?",
                        invoice.id())
                .forEach(row -> {
                    var line =
                            new Line(
                                    YearMonth.from(row.get("month", LocalDate.class)),
                                    row.get("channel", String.class),
                                    row.get("country", String.class),
                                    row.get("category", String.class),
                                    row.get("message_id", String.class),
                                    row.get("quantity", Long.class),
                                    row.get("amount", BigDecimal.class));
                    sums.merge(line.place(), line, Line::with);
                });
        return List.copyOf(sums.values());
    }

    private static Map<List<Object>, Long> rounded(List<Message> some) {
        return some.stream()
                .collect(
                        Collectors.groupingBy(
                                sent ->
                                        List.of(
                                                sent.run(),
                                                sent.arm(),
                                                sent.channel(),
                                                sent.country(),
                                                sent.price(),
                                                YearMonth.from(sent.day())),
                                Collectors.collectingAndThen(
                                        Collectors.reducing(
                                                BigDecimal.ZERO, Message::price, BigDecimal::add),
                                        sum ->
                                                sum.movePointRight(2)
                                                        .setScale(0, RoundingMode.HALF_UP)
                                                        .longValueExact())));
    }
}
