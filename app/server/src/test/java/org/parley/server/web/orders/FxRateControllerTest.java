package org.parley.server.web.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.analytics.finance.CreditWindows;
import org.parley.analytics.finance.FxRate;
import org.parley.analytics.finance.internal.RoiContext;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// Exchange rates, from finance to the file of finance.
@ServerTest
final class FxRateControllerTest {

    private static final String RATES = "/api/v1/fx-rates";

    private final Callers callers;
    private final DSLContext postgres;
    private final Role role = Role.FINANCE;

    FxRateControllerTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    @Test
    void aRateIsSetReplacedOnRecordAndUsedByTheFinanceFile() {
        put(rate("USD", "EUR", "2026-11-02", "0.91"))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.rate")
                .isEqualTo("0.91");
        put(rate("USD", "EUR", "2026-11-02", "0.9150"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.rate")
                .isEqualTo("0.915");

        RoiContext finance = new RoiContext(postgres, CreditWindows.NONE);
        assertThat(finance.rate("USD", "EUR", LocalDate.parse("2026-11-09")))
                .contains(
                        new FxRate(new BigDecimal("0.915"), LocalDate.parse("2026-11-02"), "ECB"));
        assertThat(finance.rate("USD", "EUR", LocalDate.parse("2026-11-10"))).isEmpty();
        assertThat(finance.rate("EUR", "USD", LocalDate.parse("2026-11-02"))).isEmpty();
        assertThat(
                        postgres.fetch(
                                        "select detail ->> 'before' from audit_entry where subject ="
                                                + " {0} order by id",
                                        DSL.val("fx-rate/USD/EUR/2026-11-02"))
                                .getValues(0, String.class))
                .containsExactly(null, "0.91");
    }

    @Test
    void ratesAreListedPageByPageTheLatestFirst() {
        for (int day = 1; day <= 3; day++) {
            put(rate("SEK", "EUR", "2026-10-0" + day, "0.09" + day)).expectStatus().isCreated();
        }
        var first =
                callers.program(role)
                        .get()
                        .uri(RATES + "?from=SEK&to=EUR&limit=2")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(first.get("items").toString()).contains("2026-10-03", "2026-10-02");
        callers.program(role)
                .get()
                .uri(RATES + "?from=SEK&to=EUR&limit=2&after=" + first.get("next"))
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].date")
                .isEqualTo("2026-10-01")
                .jsonPath("$.next")
                .isEqualTo(null);
    }

    @ParameterizedTest
    @CsvSource({
        "USD, EUR, 2026-11-02, 0,              rate",
        "USD, EUR, 2026-11-02, -1,             rate",
        "USD, EUR, 2026-11-02, 1e3,            rate",
        "USD, EUR, 2026-11-02, 1.12345678901,  rate",
        "usd, EUR, 2026-11-02, 1,              from",
        "XXQ, EUR, 2026-11-02, 1,              from",
        "USD, XAU, 2026-11-02, 1,              to",
        "EUR, EUR, 2026-11-02, 1,              to",
        "USD, EUR, 2026-02-30, 1,              date",
    })
    void whatIsWrongIsNamedByItsField(
            String from, String to, String date, String rate, String field) {
        put(rate(from, to, date, rate))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void whoIsNotOfFinanceMayNeitherReadNorWriteThem() {
        callers.program(Role.MARKETER).get().uri(RATES).exchange().expectStatus().isForbidden();
        callers.program(Role.ANALYST)
                .put()
                .uri(RATES)
                .contentType(MediaType.APPLICATION_JSON)
                .body(rate("USD", "EUR", "2026-11-02", "1"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private ResponseSpec put(Map<String, String> body) {
        return callers.program(role)
                .put()
                .uri(RATES)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static Map<String, String> rate(String from, String to, String date, String rate) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("from", from);
        body.put("to", to);
        body.put("date", date);
        body.put("rate", rate);
        body.put("source", "ECB");
        return body;
    }
}
