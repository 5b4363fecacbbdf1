package org.parley.batch.imports.invoices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// What the columns and cells of a provider's invoice mean. One without [#problems] is whole; it
/// serves all invoices that the provider writes alike.
///
/// @param ignore rows that are no lines of the invoice, such as a sum at the end; null: none
/// @param dateFormat of days that are not ISO 8601, as `java.time` writes patterns, such as
///   `dd/MM/yyyy`
/// @param decimal what stands before decimals: a point (also where null) or a comma
/// @param grouping what parts thousands; null: nothing
/// @param rounding most that a line may differ from its quantity times its price, and the total
///   from the lines, in units of the currency; null: its smallest unit
/// @param negate credits are written without a minus: all quantities and amounts are turned round
public record InvoiceMapping(
        InvoiceColumns columns,
        @Nullable IgnoredRows ignore,
        @Nullable String dateFormat,
        @Nullable String decimal,
        @Nullable String grouping,
        @Nullable BigDecimal rounding,
        @Nullable Boolean negate) {

    /// Which column tells what. Names are found whatever their case.
    ///
    /// @param account name of the account here; null: the file does not tell accounts apart
    /// @param channel needed where lines are of one message each
    /// @param country ISO 3166-1 alpha-2
    /// @param category as rate cards have it, such as marketing
    /// @param day of the messages, or any day of their month; needed where the period of the
    ///   invoice is of several months
    /// @param messageId the provider's, where each line is of one message
    /// @param quantity whole number; null: 1 each. An empty cell is 0, where the row names no
    ///   message
    /// @param unitPrice at most six decimals
    /// @param amount before tax; needed without a unit price
    /// @param currency each row is held against that of the invoice
    public record InvoiceColumns(
            @Nullable PlaceColumn account,
            @Nullable PlaceColumn channel,
            @Nullable PlaceColumn country,
            @Nullable PlaceColumn category,
            @Nullable String day,
            @Nullable String messageId,
            @Nullable String quantity,
            @Nullable String unitPrice,
            @Nullable String amount,
            @Nullable String tax,
            @Nullable String currency) {}

    /// How a file says a word of ours.
    ///
    /// @param column null: all rows are of `value`
    /// @param values the word by cell, whatever its case; other cells are the word themselves
    public record PlaceColumn(
            @Nullable String column, @Nullable String value, Map<String, String> values) {

        public PlaceColumn {
            // in one order: equal mappings are kept once
            values = values == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }

    /// @param cells whatever their case
    public record IgnoredRows(String column, List<String> cells) {

        public IgnoredRows {
            // a null is told by the check
            cells =
                    cells == null
                            ? List.of()
                            : Collections.unmodifiableList(new ArrayList<>(cells));
        }
    }

    public boolean perMessage() {
        return columns.messageId() != null;
    }

    /// As cells are compared.
    public static String plain(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }

    public boolean negates() {
        return Boolean.TRUE.equals(negate);
    }

    /// Everything that is wrong with it, by field and with the remedy; empty: it can be used.
    public List<FieldProblem> problems() {
        return new InvoiceMappingCheck(this).problems();
    }
}
