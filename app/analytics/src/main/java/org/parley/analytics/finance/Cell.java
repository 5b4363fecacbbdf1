package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.time.LocalDate;

/// A cell of a file, before it is known how the file writes numbers.
public sealed interface Cell {

    /// As the machine profile writes it, which is what row hashes are made of: a point in numbers,
    /// ISO 8601 dates.
    String plain();

    /// Words of ours: codes and instants that cannot begin like a formula.
    record Code(String plain) implements Cell {}

    /// Words of a person or provider.
    record Words(String words) implements Cell {
        @Override
        public String plain() {
            return CsvText.safe(words);
        }
    }

    record Whole(long number) implements Cell {
        @Override
        public String plain() {
            return Long.toString(number);
        }
    }

    /// With as many decimals as it is written with.
    record Amount(BigDecimal amount) implements Cell {
        @Override
        public String plain() {
            return amount.toPlainString();
        }
    }

    record Day(LocalDate day) implements Cell {
        @Override
        public String plain() {
            return day.toString();
        }
    }

    Cell NONE = new Code("");
}
