package org.parley.core.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.core.commerce.internal.RateCardStore;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;

class RateCardsTest {

    private static final Channel SMS = new Channel("sms");

    private final RateCards cards =
            new RateCards(
                    new RateCardStore(DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES)));

    @Test
    void theCountryWinsOverAnyCountryAndThenTheLatestDay() {
        cards.add(card(null, "0.05", "2026-01-01"));
        cards.add(card("ES", "0.03", "2026-01-01"));
        cards.add(card("ES", "0.04", "2026-06-01"));

        assertThat(price("ES", "2026-05-31T23:59:59Z")).isEqualByComparingTo("0.03");
        assertThat(price("ES", "2026-06-01T00:00:00Z")).isEqualByComparingTo("0.04");
        assertThat(price("FR", "2026-06-01T00:00:00Z")).isEqualByComparingTo("0.05");
        assertThat(cards.at(SMS, "ES", "marketing", Instant.parse("2025-12-31T00:00:00Z")))
                .isEmpty();
        assertThat(cards.all()).hasSize(3);
    }

    @Test
    void aPriceIsNeverChangedInPlace() {
        cards.add(card(null, "0.05", "2026-01-01"));

        assertThatThrownBy(() -> cards.add(card(null, "0.06", "2026-01-01")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
        assertThatThrownBy(() -> cards.add(card(null, "-1", "2026-01-02")))
                .isInstanceOf(ProblemException.class);
    }

    private BigDecimal price(String country, String at) {
        return cards.at(SMS, country, "marketing", Instant.parse(at)).orElseThrow().price();
    }

    private static RateCard card(@Nullable String country, String price, String from) {
        return new RateCard(
                SMS,
                country,
                "marketing",
                RateCard.BilledOn.SENT,
                new BigDecimal(price),
                "EUR",
                "vendor",
                LocalDate.parse(from));
    }
}
