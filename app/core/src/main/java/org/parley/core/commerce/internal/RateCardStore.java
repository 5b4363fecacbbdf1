package org.parley.core.commerce.internal;

import static org.parley.sql.postgres.Tables.RATE_AT;
import static org.parley.sql.postgres.Tables.RATE_CARD;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.RateCard;
import org.parley.core.kernel.Channel;
import org.parley.sql.postgres.tables.records.RateCardRecord;

/// The table of dated prices.
public final class RateCardStore {

    private final DSLContext dsl;

    public RateCardStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    public List<RateCard> all() {
        return dsl.selectFrom(RATE_CARD)
                .orderBy(
                        RATE_CARD.CHANNEL,
                        RATE_CARD.COUNTRY.asc().nullsFirst(),
                        RATE_CARD.CATEGORY,
                        RATE_CARD.EFFECTIVE_FROM)
                .fetch(RateCardStore::card);
    }

    public boolean add(RateCard card) {
        return dsl.insertInto(
                                RATE_CARD,
                                RATE_CARD.CHANNEL,
                                RATE_CARD.COUNTRY,
                                RATE_CARD.CATEGORY,
                                RATE_CARD.BILLED_ON,
                                RATE_CARD.PRICE,
                                RATE_CARD.CURRENCY,
                                RATE_CARD.VENDOR,
                                RATE_CARD.EFFECTIVE_FROM)
                        .values(
                                card.channel().name(),
                                card.country(),
                                card.category(),
                                card.billedOn().name().toLowerCase(Locale.ROOT),
                                card.price(),
                                card.currency(),
                                card.vendor(),
                                card.effectiveFrom())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    public Optional<RateCard> at(
            Channel channel, @Nullable String country, String category, Instant at) {
        return dsl.selectFrom(RATE_AT(channel.name(), country, category, at))
                .fetchOptionalInto(RateCardRecord.class)
                .map(RateCardStore::card);
    }

    private static RateCard card(RateCardRecord r) {
        return new RateCard(
                new Channel(r.getChannel()),
                r.getCountry(),
                r.getCategory(),
                RateCard.BilledOn.valueOf(r.getBilledOn().toUpperCase(Locale.ROOT)),
                r.getPrice(),
                r.getCurrency(),
                r.getVendor(),
                r.getEffectiveFrom());
    }
}
