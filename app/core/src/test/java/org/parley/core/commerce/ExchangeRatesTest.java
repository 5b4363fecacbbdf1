package org.parley.core.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.commerce.internal.ExchangeRateStore;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.sql.testing.TestStores;

class ExchangeRatesTest {

    private final ExchangeRates rates =
            new ExchangeRates(
                    new ExchangeRateStore(
                            DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES)));

    @Test
    void aRateOfTheSamePairAndDayIsReplacedAndWhatItReplacedIsTold() {
        ExchangeRate first = rate("USD", "EUR", "2026-11-02", "0.91");
        ExchangeRate second = rate("USD", "EUR", "2026-11-02", "0.92");
        assertThat(rates.put(first).before()).isNull();
        assertThat(rates.put(second).before())
                .isNotNull()
                .extracting(ExchangeRate::rate)
                .isEqualTo(new BigDecimal("0.9100000000"));
        assertThat(rates.page(null, null, null, 10).items()).hasSize(1);
    }

    @Test
    void pagesHoldEveryRateOnceTheLatestDayFirst() {
        for (String from : List.of("USD", "GBP", "SEK")) {
            for (int day = 1; day <= 4; day++) {
                rates.put(rate(from, "EUR", "2026-11-0" + day, "0.5"));
            }
        }
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            Page<ExchangeRate> page = rates.page(null, "EUR", after, 5);
            page.items().forEach(one -> seen.add(one.day() + one.from()));
            after = page.next();
        } while (after != null);
        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
        assertThat(seen).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(rates.page("SEK", null, null, 5).items()).hasSize(4);
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        assertThatThrownBy(() -> rates.put(rate("QQQ", "XAU", "2026-11-02", "0")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .containsExactly("from", "to", "rate"));
        assertThatThrownBy(() -> rates.page(null, null, "2026-02-30EURUSD", 5))
                .isInstanceOf(ProblemException.class);
    }

    private static ExchangeRate rate(String from, String to, String day, String rate) {
        return new ExchangeRate(from, to, LocalDate.parse(day), new BigDecimal(rate), "ECB");
    }
}
