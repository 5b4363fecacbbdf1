package org.parley.core.commerce;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.internal.RateCardStore;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Dated prices of messages. A price is never changed: a new one takes effect on a later day.
public final class RateCards {

    private final RateCardStore store;

    public RateCards(RateCardStore store) {
        this.store = store;
    }

    public List<RateCard> all() {
        return store.all();
    }

    /// @throws ProblemException ALREADY_EXISTS where channel, country, category and day have a
    ///   price; INVALID_REQUEST for a negative or too fine price or an unknown currency
    public void add(RateCard card) {
        if (card.price().signum() < 0 || card.price().stripTrailingZeros().scale() > 6) {
            throw ProblemException.invalid("price", "A price is 0 or more, at most 6 decimals");
        }
        Currencies.of("currency", card.currency());
        if (!store.add(card)) {
            throw new ProblemException(
                    ErrorCode.ALREADY_EXISTS,
                    "There is a price for this channel, country, category and day; give a later day");
        }
    }

    /// The price in force.
    public Optional<RateCard> at(
            Channel channel, @Nullable String country, String category, Instant at) {
        return store.at(channel, country, category, at);
    }
}
