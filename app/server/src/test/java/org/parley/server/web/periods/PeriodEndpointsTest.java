package org.parley.server.web.periods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.Callers.Browser;
import org.parley.server.testing.LongAgo;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// The months of the books as finance sees them. They are closed long before anything that other
/// tests on this node do.
@ServerTest
final class PeriodEndpointsTest {

    private static final String PERIODS = "/api/v1/periods";
    private static final String NOTHING_SEEN = "0".repeat(64);

    private final Callers callers;
    private final DSLContext postgres;
    private final LongAgo books;

    PeriodEndpointsTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
        this.books = new LongAgo(callers, postgres, PERIODS);
    }

    /// A campaign of February 2001 that somebody clicked in; once for all tests.
    @BeforeEach
    void campaignOfLongAgo() {
        books.campaign("periods", "Winter 2001", "2001-02-03", "email")
                .ifPresent(run ->
                        postgres.execute(
                                "insert into touch (contact_id, run_id, ordinal, kind, at)"
                                        + " select contact_id, run_id, 1, 'click', '2001-02-03 12:00Z' from recipient where run_id = ?",
                                run));
    }

    @Test
    void aMonthIsClosedGivenOutAndRestatedByTwoMembers() {
        sale("periods-1", "12.34");
        var ann = callers.signedIn(Role.FINANCE);
        var bea = callers.signedIn(Role.FINANCE);
        conflict(post(ann, "/2001-03/close", Map.of()), "2001-02 is the next month to close.");
        conflict(
                post(ann, "/2001-02/restatements", Map.of("reason", "early")),
                "2001-02 is open: nothing to restate.");

        post(ann, "/2001-02/close", Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("2001-02/1")
                .jsonPath("$.rows")
                .isEqualTo(1)
                .jsonPath("$.reportingCurrency")
                .isEqualTo(null)
                .jsonPath("$.sha256")
                .value(String.class, digest -> assertThat(digest).hasSize(64));
        get("").expectBody()
                .jsonPath("$[-1:].month")
                .isEqualTo("2001-02")
                .jsonPath("$[-1:].opens")
                .isEqualTo("2001-02-01T00:00:00Z")
                .jsonPath("$[-1:].status")
                .isEqualTo("closed")
                .jsonPath("$[-2:-1].closable")
                .isEqualTo(true);

        sale("periods-2", "1.00");
        var digest =
                get("/2001-02/restatements/preview")
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody()
                        .get("sha256")
                        .toString();
        get("/2001-02/restatements/preview")
                .expectBody()
                .jsonPath("$.from")
                .isEqualTo("2001-02/1")
                .jsonPath("$.totals[0].amount")
                .isEqualTo("1.00")
                .jsonPath("$.reportingTotals.length()")
                .isEqualTo(0)
                .jsonPath("$.lineCount")
                .isEqualTo(1)
                .jsonPath("$.lines[0].campaignName")
                .isEqualTo("Winter 2001")
                .jsonPath("$.lines[0].lineType")
                .isEqualTo("revenue")
                .jsonPath("$.lines[0].currency")
                .isEqualTo("EUR")
                .jsonPath("$.lines[0].reportingAmount")
                .isEqualTo(null);

        callers.program(Role.FINANCE)
                .post()
                .uri(PERIODS + "/2001-02/restatements")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("reason", "by a program"))
                .exchange()
                .expectStatus()
                .isForbidden();
        var wish =
                post(ann, "/2001-02/restatements", Map.of("reason", "A late order"))
                        .expectStatus()
                        .isCreated()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(wish.get("state")).isEqualTo("requested");
        assertThat(wish.get("month")).isEqualTo("2001-02");
        var approve = "/restatements/" + wish.get("id") + "/approve";
        conflict(
                post(bea, "/2001-02/restatements", Map.of("reason", "Again")),
                "A restatement of 2001-02 is undecided.");
        conflict(
                post(ann, approve, Map.of("sha256", digest)),
                "Somebody else has to approve what you asked for.");
        callers.program(Role.FINANCE)
                .post()
                .uri(PERIODS + approve)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("sha256", digest))
                .exchange()
                .expectStatus()
                .isForbidden();
        post(bea, approve, Map.of())
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("sha256");
        post(bea, approve, Map.of("sha256", NOTHING_SEEN)).expectStatus().isEqualTo(409);

        post(bea, approve, Map.of("sha256", digest))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("2001-02/2")
                .jsonPath("$.sha256")
                .isEqualTo(digest)
                .jsonPath("$.reason")
                .isEqualTo("A late order");
        get("/2001-02/snapshots/2/change")
                .expectBody()
                .jsonPath("$.lines[0].amount")
                .isEqualTo("1.00");
        callers.program(Role.FINANCE)
                .get()
                .uri(PERIODS + "/2001-02/snapshots/9/change")
                .exchange()
                .expectStatus()
                .isNotFound();
        var refused =
                post(ann, "/2001-02/restatements", Map.of("reason", "Once more"))
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        post(bea, "/restatements/" + refused.get("id") + "/refuse", Map.of())
                .expectStatus()
                .isNoContent();

        theWorkbookOfTheClosedMonthIsOne();
    }

    private void theWorkbookOfTheClosedMonthIsOne() {
        var program = callers.program(Role.FINANCE);
        var asked =
                program.post()
                        .uri("/api/v1/exports/roi")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("period", "2001-02", "profile", "xlsx"))
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        var address = "/api/v1/exports/" + asked.get("id");
        Awaitility.await()
                .until(() ->
                        program.get()
                                .uri(address)
                                .exchange()
                                .expectBody(Map.class)
                                .returnResult()
                                .getResponseBody()
                                .get("state")
                                .equals("finished"));
        var file =
                program.get()
                        .uri(address + "/file")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentType(
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                        .expectBody(byte[].class)
                        .returnResult();
        assertThat(file.getResponseHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .contains(".xlsx");
        // every workbook is a ZIP
        assertThat(file.getResponseBody()).startsWith(0x50, 0x4b, 3, 4);
        program.get()
                .uri(address + "/manifest")
                .exchange()
                .expectBody()
                .jsonPath("$.snapshot")
                .isEqualTo("2001-02/2")
                .jsonPath("$.periodStatus")
                .isEqualTo("restated")
                .jsonPath("$.totals[0].amount")
                .isEqualTo("13.34");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/+999999999-01/restatements/preview",
                "/-0044-03/restatements/preview",
                "/+999999999-01/snapshots/2/change"
            })
    void aMonthThatNoStoreKnowsIsTheCallersFault(String path) {
        callers.program(Role.FINANCE)
                .get()
                .uri(PERIODS + path)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("month");
    }

    @Test
    void onlyFinanceKeepsTheBooks() {
        for (var role : new Role[] {Role.MARKETER, Role.ANALYST, Role.AGENT}) {
            callers.program(role).get().uri(PERIODS).exchange().expectStatus().isForbidden();
            post(callers.signedIn(role), "/2001-02/close", Map.of()).expectStatus().isForbidden();
            post(callers.signedIn(role), "/restatements/1/approve", Map.of("sha256", NOTHING_SEEN))
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Test
    void aSealThatWasKeptIsAskedAboutLater() {
        var admin = callers.program(Role.ADMIN);
        var kept =
                admin.get()
                        .uri("/api/v1/audit/seal")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(kept.get("broken")).isNull();
        assertThat(kept.get("kept")).isNull();
        var number = kept.get("number");
        admin.get()
                .uri("/api/v1/audit/seal?number={n}&seal={s}", number, kept.get("seal"))
                .exchange()
                .expectBody()
                .jsonPath("$.kept")
                .isEqualTo(true);
        admin.get()
                .uri("/api/v1/audit/seal?number={n}&seal={s}", number, NOTHING_SEEN)
                .exchange()
                .expectBody()
                .jsonPath("$.kept")
                .isEqualTo(false);
        for (var half : new String[] {"number=1", "seal=" + NOTHING_SEEN, "number=1&seal=xyz"}) {
            admin.get().uri("/api/v1/audit/seal?" + half).exchange().expectStatus().isBadRequest();
        }
        callers.program(Role.FINANCE)
                .get()
                .uri("/api/v1/audit/seal")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private void sale(String number, String revenue) {
        postgres.execute(
                """
                insert into shop_order (store, external_id, kind, contact_id, placed_at, currency, revenue, revenue_minor, source)
                select 'periods', ?, 'sale', id, '2001-02-04 12:00Z', 'EUR', ?::numeric, (?::numeric * 100)::bigint, 'api'
                from contact where external_id = 'periods'\
                """,
                number,
                revenue,
                revenue);
    }

    private ResponseSpec get(String path) {
        return books.get(path).expectStatus().isOk();
    }

    private ResponseSpec post(Browser member, String path, Map<String, ?> body) {
        return books.post(member, path, body);
    }

    private static void conflict(ResponseSpec response, String detail) {
        response.expectStatus().isEqualTo(409).expectBody().jsonPath("$.detail").isEqualTo(detail);
    }
}
