package org.parley.server.web.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// Models side by side, and ranges credited anew, as analysts and finance see them.
@ServerTest
final class AttributionEndpointsTest {

    private static final String REPORT = "/api/v1/reports/attribution";
    private static final String REBUILDS = "/api/v1/attribution/rebuilds";

    private final Callers callers;
    private final DSLContext postgres;

    AttributionEndpointsTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    @Test
    void ordersOfNobodyAreLinesOfTheirOwnUnderEveryModel() {
        postgres.execute(
                """
                insert into shop_order (store, external_id, kind, placed_at, currency, revenue, revenue_minor, source)
                values ('attribution', 'o1', 'sale', '2003-05-01 12:00Z', 'EUR', 12.34, 1234, 'api')
                on conflict do nothing\
                """);
        callers.program(Role.ANALYST)
                .get()
                .uri(REPORT + "?from=2003-05-01T00:00:00Z&until=2003-05-02T00:00:00Z")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.booked")
                .isEqualTo("last-touch")
                .jsonPath("$.models.length()")
                .isEqualTo(5)
                .jsonPath("$.lines.length()")
                .isEqualTo(0)
                .jsonPath("$.unmatched[0].reason")
                .isEqualTo("no_contact")
                .jsonPath("$.unmatched[0].amounts.orders")
                .isEqualTo("1.000000")
                .jsonPath("$.totals[4].model")
                .isEqualTo("time-decay")
                .jsonPath("$.totals[4].all.netMinor")
                .isEqualTo(1234);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsTheCallersFault() {
        callers.program(Role.FINANCE)
                .get()
                .uri(REPORT + "?from=2003-05-02T00:00:00Z&until=2003-05-01T00:00:00Z")
                .exchange()
                .expectStatus()
                .isBadRequest();
        start(Role.FINANCE, "2003-05-02T00:00:00Z", "2003-05-01T00:00:00Z")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void timesThatNoStoreKnowsAreTheCallersFault() {
        for (var range :
                List.of(
                        Map.of("from", "-1000000000-01-01T00:00:00Z"),
                        Map.of("until", "+294277-01-01T00:00:00Z"))) {
            var field = range.keySet().iterator().next();
            callers.program(Role.FINANCE)
                    .get()
                    .uri(REPORT + "?" + field + "={at}", range.get(field))
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field);
            start(
                            Role.FINANCE,
                            range.getOrDefault("from", "2003-05-02T00:00:00Z"),
                            range.getOrDefault("until", "2003-05-03T00:00:00Z"))
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field);
        }
    }

    @Test
    void aRebuildIsStartedWatchedAndListed() {
        var started =
                start(Role.FINANCE, "2004-05-01T00:00:00Z", "2004-06-01T00:00:00Z")
                        .expectStatus()
                        .isCreated()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        var id = ((Number) started.get("id")).longValue();
        Awaitility.await().until(() -> rebuild(id).toString().contains("state=finished"));
        assertThat(rebuild(id).get("changes").toString()).isEqualTo("[]");
        callers.program(Role.ANALYST)
                .get()
                .uri(REBUILDS)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo((int) id);
    }

    @Test
    void onlyFinanceCreditsAnew() {
        start(Role.ANALYST, "2004-05-01T00:00:00Z", "2004-06-01T00:00:00Z")
                .expectStatus()
                .isForbidden();
        callers.program(Role.MARKETER).get().uri(REBUILDS).exchange().expectStatus().isForbidden();
        callers.program(Role.AGENT).get().uri(REPORT).exchange().expectStatus().isForbidden();
    }

    private Map<?, ?> rebuild(long id) {
        return callers.program(Role.ANALYST)
                .get()
                .uri(REBUILDS + "/" + id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }

    private ResponseSpec start(Role role, String from, String until) {
        return callers.program(role)
                .post()
                .uri(REBUILDS)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("from", from, "until", until))
                .exchange();
    }
}
