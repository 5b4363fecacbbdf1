package org.parley.batch.imports.form;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.invoice.InvoiceHead;
import org.parley.analytics.invoice.InvoiceLine;
import org.parley.batch.imports.csv.CsvLine;
import org.parley.batch.imports.csv.MalformedFileException;
import org.parley.batch.imports.invoices.InvoiceMapping;
import org.parley.batch.imports.invoices.InvoiceMapping.InvoiceColumns;

/// Lines of a provider's invoice. One that cannot be read spoils the file: an invoice is taken
/// whole.
public final class InvoiceForm {

    private static final int LONGEST = 200;
    private static final int DECIMALS = 6;
    // as a long holds it; what an invoice may have is for who adds it up
    private static final BigDecimal MOST_MESSAGES = new BigDecimal("1e18");

    private final InvoiceMapping mapping;
    private final InvoiceHead head;
    private final ZoneId zone;
    private final Header header;
    private final Numerals numerals;
    private final Function<String, Optional<Instant>> days;
    private final PlaceCells places;

    /// @param zone whose days those of moments are
    /// @throws MalformedFileException where the file lacks a column that the mapping names
    public InvoiceForm(List<String> names, InvoiceMapping mapping, InvoiceHead head, ZoneId zone) {
        this.mapping = mapping;
        this.head = head;
        this.zone = zone;
        this.header = new Header(names);
        this.numerals = new Numerals(mapping.decimal(), mapping.grouping());
        String pattern = mapping.dateFormat();
        this.days =
                pattern == null ? new Moments(zone)::read : new PatternMoments(pattern, zone)::read;
        this.places = new PlaceCells(mapping.columns());
        header.require(required());
    }

    private List<String> required() {
        InvoiceColumns columns = mapping.columns();
        return Stream.concat(
                        places.columns(),
                        Stream.of(
                                        columns.day(),
                                        columns.messageId(),
                                        columns.quantity(),
                                        columns.unitPrice(),
                                        columns.amount(),
                                        columns.tax(),
                                        columns.currency(),
                                        mapping.ignore() == null ? null : mapping.ignore().column())
                                .flatMap(Stream::ofNullable))
                .distinct()
                .toList();
    }

    /// @return empty: a row that is no line
    /// @throws MalformedFileException with the line, the column and the remedy
    public Optional<InvoiceLine> read(CsvLine csv) {
        Cells cells = new Cells(header, csv);
        if (csv.fault() != null) {
            throw bad(csv, csv.fault());
        }
        if (ignored(cells)) {
            return Optional.empty();
        }
        InvoiceColumns columns = mapping.columns();
        String currency = columns.currency() == null ? null : cells.text(columns.currency());
        if (columns.currency() != null && !head.currency().equalsIgnoreCase(currency)) {
            throw bad(
                    csv,
                    "column %s is not %s, the currency of the invoice. Import an invoice a currency."
                            .formatted(columns.currency(), head.currency()));
        }
        long quantity = quantity(csv, cells, columns.quantity());
        BigDecimal price = number(csv, cells, columns.unitPrice());
        BigDecimal amount = turned(number(csv, cells, columns.amount()));
        if (amount == null) {
            if (price == null) {
                throw bad(csv, "has no amount. Every line needs one.");
            }
            amount = price.multiply(BigDecimal.valueOf(quantity));
        }
        BigDecimal tax = columns.tax() == null ? null : number(csv, cells, columns.tax());
        return Optional.of(
                new InvoiceLine(
                        csv.number(),
                        places.read(csv, cells, month(csv, cells)),
                        messageId(csv, cells),
                        quantity,
                        price,
                        amount,
                        columns.tax() == null
                                ? null
                                : Objects.requireNonNullElse(turned(tax), BigDecimal.ZERO)));
    }

    private boolean ignored(Cells cells) {
        InvoiceMapping.IgnoredRows ignore = mapping.ignore();
        String cell = ignore == null ? null : cells.text(ignore.column());
        return ignore != null
                && cell != null
                && ignore.cells().stream().anyMatch(each -> each.strip().equalsIgnoreCase(cell));
    }

    private @Nullable BigDecimal turned(@Nullable BigDecimal amount) {
        return amount == null || !mapping.negates() ? amount : amount.negate();
    }

    private long quantity(CsvLine csv, Cells cells, @Nullable String column) {
        if (column == null) {
            return mapping.negates() ? -1 : 1;
        }
        BigDecimal number = number(csv, cells, column);
        if (number == null && messageId(csv, cells) == null) {
            return 0;
        }
        if (number == null
                || number.stripTrailingZeros().scale() > 0
                || number.abs().compareTo(MOST_MESSAGES) > 0) {
            throw bad(csv, "column %s is no whole number of messages.".formatted(column));
        }
        return mapping.negates() ? -number.longValueExact() : number.longValueExact();
    }

    private @Nullable BigDecimal number(CsvLine csv, Cells cells, @Nullable String column) {
        String cell = column == null ? null : cells.text(column);
        if (cell == null) {
            return null;
        }
        return numerals.read(cell, DECIMALS)
                .orElseThrow(() ->
                        bad(
                                csv,
                                "column %s is no number with at most %d decimals. Say in the mapping how numbers are written (decimal, grouping)."
                                        .formatted(column, DECIMALS)));
    }

    private YearMonth month(CsvLine csv, Cells cells) {
        String column = mapping.columns().day();
        String cell = column == null ? null : cells.text(column);
        YearMonth last = YearMonth.from(head.to());
        if (cell == null) {
            if (!YearMonth.from(head.from()).equals(last)) {
                throw bad(
                        csv,
                        "does not say of which month it is, and the invoice is of several. Map a column of days (columns.day).");
            }
            return last;
        }
        LocalDate day = day(csv, column, cell);
        YearMonth month = YearMonth.from(day);
        if (month.isBefore(YearMonth.from(head.from())) || month.isAfter(last)) {
            throw bad(
                    csv,
                    "is of %s, which is outside of the invoice's period %s to %s. Correct the period or the line."
                            .formatted(month, head.from(), head.to()));
        }
        return month;
    }

    private LocalDate day(CsvLine csv, @Nullable String column, String cell) {
        return days.apply(cell)
                .map(moment -> LocalDate.ofInstant(moment, zone))
                .orElseThrow(() ->
                        bad(
                                csv,
                                "column %s is no day. Say in the mapping how days are written (dateFormat)."
                                        .formatted(column)));
    }

    private @Nullable String messageId(CsvLine csv, Cells cells) {
        String column = mapping.columns().messageId();
        String id = column == null ? null : cells.text(column);
        if (id != null && id.length() > LONGEST) {
            throw bad(csv, "column %s is longer than a message's number.".formatted(column));
        }
        return id;
    }

    /// What differs by less is a rounding, where the mapping does not say.
    public static BigDecimal rounding(InvoiceMapping mapping, InvoiceHead head) {
        BigDecimal stated = mapping.rounding();
        return stated == null ? MinorUnit.toMajor(1, head.currency()) : stated;
    }

    static MalformedFileException bad(CsvLine csv, String what) {
        return new MalformedFileException(
                "Line %d: %s Nothing was imported.".formatted(csv.number(), what));
    }
}
