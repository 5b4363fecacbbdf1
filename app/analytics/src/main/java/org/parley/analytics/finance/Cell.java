package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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

    /// Nothing where there are no words.
    static Cell words(@Nullable String words) {
        return words == null ? NONE : new Words(words);
    }

    /// Nothing where there is no number.
    static Cell number(@Nullable Double number) {
        return number == null ? NONE : new Amount(BigDecimal.valueOf(number));
    }

    /// As ISO 8601 in UTC; nothing where there is none.
    static Cell moment(@Nullable Instant at) {
        return at == null ? NONE : new Code(at.toString());
    }
}
