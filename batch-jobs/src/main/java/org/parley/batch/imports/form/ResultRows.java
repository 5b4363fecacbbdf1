package org.parley.batch.imports.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.form.FactColumn.Told;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.batch.imports.results.ResultMapping.Columns;
import org.parley.batch.imports.results.ResultMapping.Fact;
import org.parley.batch.imports.results.ResultMapping.SentArm;
import org.parley.core.contact.EmailAddresses;
import org.parley.core.contact.PhoneNumbers;

/// Reads rows of results as their mapping says. Of a bad row the person is kept in the waiting
/// room, because a recipient is recorded whole or not at all, and the opt-out, which counts all the
/// same.
final class ResultRows {

    private static final BigDecimal BOUND = new BigDecimal("1e12");

    private final ResultMapping mapping;
    private final Columns columns;
    private final PhoneNumbers phones;
    private final Map<String, Integer> arms = new HashMap<>();
    private final FactColumn sent;
    private final FactColumn delivered;
    private final FactColumn opened;
    private final FactColumn clicked;
    private final FactColumn visited;
    private final FactColumn replied;
    private final FactColumn optedOut;
    private final FactColumn converted;

    ResultRows(ResultMapping mapping, ResultTimes times, PhoneNumbers phones) {
        this.mapping = mapping;
        this.columns = mapping.columns();
        this.phones = phones;
        for (int i = 0; i < mapping.arms().size(); i++) {
            for (String value : mapping.arms().get(i).values()) {
                arms.put(ResultMapping.plain(value), i + 1);
            }
        }
        sent = new FactColumn(columns.sent(), times);
        delivered = new FactColumn(columns.delivered(), times);
        opened = new FactColumn(columns.opened(), times);
        clicked = new FactColumn(columns.clicked(), times);
        visited = new FactColumn(columns.visited(), times);
        replied = new FactColumn(columns.replied(), times);
        optedOut = new FactColumn(columns.optedOut(), times);
        converted = new FactColumn(columns.converted(), times);
    }

    /// Those that the file must have.
    List<String> columns() {
        List<String> named = new ArrayList<>();
        Stream.of(
                        columns.externalId(),
                        columns.email(),
                        columns.phone(),
                        columns.arm(),
                        columns.order(),
                        columns.revenue())
                .flatMap(Stream::ofNullable)
                .forEach(named::add);
        Stream.of(sent, delivered, opened, clicked, visited, replied, optedOut, converted)
                .flatMap(FactColumn::columns)
                .forEach(named::add);
        return named.stream().distinct().toList();
    }

    /// What the row says of who it is about.
    private record Person(
            @Nullable String externalId, @Nullable String email, @Nullable String phone) {

        boolean isUnknown() {
            return externalId == null && email == null && phone == null;
        }
    }

    /// What the row says of an order.
    private record Sale(Told told, @Nullable String order, @Nullable BigDecimal revenue) {}

    ParsedRow parse(Cells cells) {
        if (cells.isRejected()) {
            return ParsedRow.rejected(cells);
        }
        Person person = person(cells);
        if (person.isUnknown()) {
            cells.rejectRow(columns.key(), "Must be given");
        }
        int arm = arm(cells);
        SentArm of = mapping.arms().get(Math.max(0, arm - 1));
        Told wasSent = sent.isMapped() ? sent.read(cells) : new Told(of.channel() != null, null);
        if (of.channel() == null && wasSent.happened() && !cells.isRejected()) {
            cells.rejectRow(
                    Objects.requireNonNullElse(Fact.named(columns.sent()), ""),
                    "The holdout is sent nothing");
        }
        Told reached = delivered(cells, wasSent);
        Told seen = opened.read(cells);
        Told acted = clicked.read(cells).or(visited.read(cells));
        Told answered = replied.read(cells);
        Told left = optedOut.read(cells);
        Sale sale = sale(cells);
        if (cells.isRejected()) {
            return bad(cells, person, arm, left);
        }
        return ParsedRow.of(
                cells,
                person.externalId(),
                person.email(),
                person.phone(),
                "false",
                Integer.toString(arm),
                happened(wasSent),
                wasSent.time(),
                happened(reached),
                reached.time(),
                happened(seen),
                seen.time(),
                happened(acted),
                acted.time(),
                happened(answered),
                answered.time(),
                happened(left),
                left.time(),
                happened(sale.told()),
                sale.told().time(),
                sale.order(),
                sale.revenue() == null ? null : sale.revenue().toPlainString());
    }

    private static ParsedRow bad(Cells cells, Person person, int arm, Told left) {
        @Nullable String[] values = new @Nullable String[21];
        values[0] = person.externalId();
        values[1] = person.email();
        values[2] = person.phone();
        values[3] = "true";
        values[4] = arm == 0 ? null : Integer.toString(arm);
        values[15] = happened(left);
        values[16] = left.time();
        return ParsedRow.of(cells, values);
    }

    private static String happened(Told told) {
        return Boolean.toString(told.happened());
    }

    private Person person(Cells cells) {
        String externalId = columns.externalId();
        String email = columns.email();
        String phone = columns.phone();
        return new Person(
                externalId == null ? null : cells.optionalKey(externalId),
                email == null
                        ? null
                        : cells.optionalOrFall(
                                email, EmailAddresses::normalise, "an e-mail address"),
                phone == null
                        ? null
                        : cells.optionalOrFall(
                                phone,
                                cell -> phones.normalise(cell, columns.region()),
                                "a phone number that exists"));
    }

    /// From 1; 0: nobody knows.
    private int arm(Cells cells) {
        String column = columns.arm();
        if (column == null) {
            return 1;
        }
        Integer arm =
                cells.required(
                        column,
                        null,
                        cell -> Optional.ofNullable(arms.get(ResultMapping.plain(cell))),
                        "among the values of an arm");
        return arm == null ? 0 : arm;
    }

    private Told delivered(Cells cells, Told wasSent) {
        Fact fact = columns.delivered();
        return fact != null && fact.asSent()
                ? new Told(wasSent.happened(), null)
                : delivered.read(cells);
    }

    private Sale sale(Cells cells) {
        String column = columns.revenue();
        BigDecimal revenue =
                column == null
                        ? null
                        : cells.optionalOrFall(
                                column, this::amount, "an amount of 0 or more below 10^12");
        boolean earned = revenue != null && revenue.signum() > 0;
        Told told = converted.isMapped() ? converted.read(cells) : new Told(earned, null);
        if (!told.happened()) {
            if (earned && column != null) {
                cells.rejectRow(column, "Is revenue without a conversion");
            }
            return new Sale(told, null, null);
        }
        if (column != null && revenue == null && !cells.isRejected()) {
            cells.rejectRow(column, "Must be given where there is a conversion");
        }
        String order = columns.order();
        return new Sale(told, order == null ? null : cells.key(order, null), revenue);
    }

    private Optional<BigDecimal> amount(String cell) {
        return new Numerals(mapping.decimal(), mapping.grouping())
                .read(cell, 6)
                .filter(n -> n.signum() >= 0 && n.compareTo(BOUND) < 0);
    }
}
