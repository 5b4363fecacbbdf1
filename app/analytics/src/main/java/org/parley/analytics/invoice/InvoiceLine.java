package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// A line of an invoice.
///
/// @param line in the file
/// @param place what it is of
/// @param messageId the provider's, where the line is of one message
/// @param quantity whole; may be negative or nothing
/// @param unitPrice at most six decimals; null: not told
/// @param amount before tax, at most six decimals
/// @param tax null: not told
public record InvoiceLine(
        long line,
        Place place,
        @Nullable String messageId,
        long quantity,
        @Nullable BigDecimal unitPrice,
        BigDecimal amount,
        @Nullable BigDecimal tax) {

    /// What messages a line is of. An empty word says nothing: all of them.
    ///
    /// @param account name of ours
    /// @param channel name of ours
    /// @param country ISO 3166-1 alpha-2
    /// @param category as rate cards have it
    /// @param month of the messages, in the business zone
    public record Place(
            String account, String channel, String country, String category, YearMonth month) {

        /// Whether it holds what is of just that place.
        boolean holds(Place other) {
            return ofAccount(other) && holds(category, other.category) && near(other);
        }

        boolean ofAccount(Place other) {
            return holds(account, other.account);
        }

        /// The same whatever the account and the category.
        boolean near(Place other) {
            return holds(channel, other.channel)
                    && holds(country, other.country)
                    && month.equals(other.month);
        }

        private static boolean holds(String wanted, String word) {
            return wanted.isEmpty() || wanted.equals(word);
        }

        /// How much it says.
        int words() {
            var words = 0;
            for (var word : new String[] {account, channel, country, category}) {
                words += word.isEmpty() ? 0 : 1;
            }
            return words;
        }
    }
}
