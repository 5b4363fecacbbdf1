package org.parley.server.web.offers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
final class OfferEndpointsTest {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    private final Callers callers;
    private final DSLContext dsl;
    private final JsonMapper json;

    OfferEndpointsTest(
            @Autowired Callers callers, @Autowired DSLContext dsl, @Autowired JsonMapper json) {
        this.callers = callers;
        this.dsl = dsl;
        this.json = json;
    }

    private ResponseSpec post(Role role, String path, MediaType type, Object body) {
        return callers.program(role).post().uri(path).contentType(type).body(body).exchange();
    }

    private ResponseSpec post(Role role, String path, Object body) {
        return post(role, path, MediaType.APPLICATION_JSON, body);
    }

    private JsonNode body(ResponseSpec response) {
        return json.readTree(response.expectBody(String.class).returnResult().getResponseBody());
    }

    private long pool() {
        return body(post(
                                Role.MARKETER,
                                "/api/v1/offers",
                                Map.of(
                                        "name",
                                        "Pool " + COUNTER.incrementAndGet(),
                                        "source",
                                        "pool"))
                        .expectStatus()
                        .isCreated())
                .get("id")
                .longValue();
    }

    /// A code that somebody has.
    private String issued() {
        int number = COUNTER.incrementAndGet();
        String code = "Till-" + number;
        post(Role.MARKETER, "/api/v1/offers/" + pool() + "/codes", Map.of("codes", List.of(code)))
                .expectStatus()
                .isOk();
        dsl.execute(
                """
                with s as (insert into segment (name, rule) values ('till' || {0}, '{"all":[]}') returning id),
                m as (insert into message (name) values ('till' || {0}) returning id),
                c as (
                  insert into campaign (name, segment_id, message_id, seed, created_by)
                  select 'till' || {0}, s.id, m.id, 's', 'test' from s, m returning id),
                p as (insert into contact (external_id) values ('till' || {0}) returning id)
                update promo_code set campaign_id = c.id, contact_id = p.id, issued_at = now() from c, p where code = {1}
                """,
                DSL.inline(number), DSL.val(code));
        return code;
    }

    @Test
    void codesComeAsListOrFileAndAreRefusedByLine() {
        long pool = pool();
        JsonNode listed =
                body(
                        post(
                                        Role.MARKETER,
                                        "/api/v1/offers/" + pool + "/codes",
                                        Map.of("codes", List.of("List-" + pool, "no good")))
                                .expectStatus()
                                .isOk());
        assertThat(listed.get("added").intValue()).isEqualTo(1);
        assertThat(listed.at("/refused/0/line").intValue()).isEqualTo(2);

        JsonNode filed =
                body(
                        post(
                                        Role.MARKETER,
                                        "/api/v1/offers/" + pool + "/codes",
                                        CSV,
                                        "\uFEFFname,Code\r\nx,File-%1$d\r\n\r\ny,\"list-%1$d\"\r\nz,File-%1$d-b\r\n"
                                                .formatted(pool))
                                .expectStatus()
                                .isOk());
        assertThat(filed.get("added").intValue()).isEqualTo(2);
        assertThat(filed.at("/refused/0/line").intValue()).isEqualTo(4);
        assertThat(filed.at("/refused/0/reason").stringValue()).doesNotContain("list");
        callers.program(Role.ANALYST)
                .get()
                .uri("/api/v1/offers/" + pool)
                .exchange()
                .expectBody()
                .jsonPath("$.waiting")
                .isEqualTo(3)
                .jsonPath("$.issued")
                .isEqualTo(0);
        assertThat(
                        dsl.fetch(
                                        "select detail::text from audit_entry where subject = {0}",
                                        DSL.val("offer/" + pool))
                                .getValues(0, String.class))
                .hasSize(3)
                .noneMatch(detail -> detail.contains("File-"));
    }

    @Test
    void codesThatNobodyHasAreTakenBack() {
        long pool = pool();
        String codes = "/api/v1/offers/" + pool + "/codes";
        post(Role.MARKETER, codes, Map.of("codes", List.of("Back-" + pool))).expectStatus().isOk();
        callers.program(Role.ANALYST).delete().uri(codes).exchange().expectStatus().isForbidden();
        callers.program(Role.MARKETER)
                .delete()
                .uri(codes)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.removed")
                .isEqualTo(1);
        assertThat(
                        dsl.fetchValue(
                                "select detail ->> 'removed' from audit_entry where action = 'offer.take-back-codes' and subject = {0}",
                                DSL.val("offer/" + pool)))
                .isEqualTo("1");
    }

    @Test
    void aFileWithoutAHeaderIsCodesFromItsFirstLineOn() {
        long pool = pool();
        JsonNode filed =
                body(
                        post(
                                Role.MARKETER,
                                "/api/v1/offers/" + pool + "/codes",
                                CSV,
                                "Bare-%1$d\nBare-%1$d-b".formatted(pool)));
        assertThat(filed.get("added").intValue()).isEqualTo(2);
        post(Role.MARKETER, "/api/v1/offers/" + pool + "/codes", CSV, "\"open")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aTillChecksAndRedeemsACode() {
        String code = issued();
        post(
                        Role.FINANCE,
                        "/api/v1/promo-codes/check",
                        Map.of("code", code.toUpperCase(Locale.ROOT)))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("valid")
                .jsonPath("$.usesLeft")
                .isEqualTo(1);
        Map<String, String> first = Map.of("code", code, "store", "till", "orderId", code + "/1");
        post(Role.FINANCE, "/api/v1/promo-codes/redeem", first)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("redeemed");
        post(Role.FINANCE, "/api/v1/promo-codes/redeem", first).expectStatus().isOk();
        post(
                        Role.FINANCE,
                        "/api/v1/promo-codes/redeem",
                        Map.of("code", code, "store", "till", "orderId", code + "/2"))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The promo code has been used in as many orders as it may be");
        post(
                        Role.FINANCE,
                        "/api/v1/promo-codes/redeem",
                        Map.of("code", "NOBODYS", "store", "till", "orderId", "1"))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aTillTakesAUseBack() {
        String code = issued();
        Map<String, String> use = Map.of("code", code, "store", "till", "orderId", code + "/1");
        post(Role.FINANCE, "/api/v1/promo-codes/release", use).expectStatus().isNotFound();
        post(Role.FINANCE, "/api/v1/promo-codes/redeem", use).expectStatus().isCreated();
        for (int times = 0; times < 2; times++) {
            post(Role.FINANCE, "/api/v1/promo-codes/release", use)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.state")
                    .isEqualTo("valid");
        }
        order(code, "1").expectStatus().isCreated();
        post(Role.FINANCE, "/api/v1/promo-codes/release", use).expectStatus().isEqualTo(409);
    }

    @Test
    void everyAnswerToACheckHasTheSameFieldsAndNamesNobody() {
        JsonNode known = body(post(Role.FINANCE, "/api/v1/promo-codes/check", code(issued())));
        JsonNode unknown = body(post(Role.FINANCE, "/api/v1/promo-codes/check", code("NOBODYS")));

        assertThat(unknown.propertyNames()).isEqualTo(known.propertyNames());
        assertThat(known.propertyNames())
                .containsExactlyInAnyOrder("state", "offer", "validFrom", "validUntil", "usesLeft");
        assertThat(unknown.get("state").stringValue()).isEqualTo("unknown");
    }

    private static Map<String, String> code(String code) {
        return Map.of("code", code);
    }

    @Test
    void anOrderWithACodeRedeemsItEvenWhereItMayNotBe() {
        String code = issued();
        for (String order : List.of("a", "b")) {
            order(code, order).expectStatus().isCreated();
        }
        assertThat(
                        dsl.fetchValue(
                                "select count(*) from promo_redemption join promo_code c on c.id = code_id where code = {0} and source = 'order'",
                                DSL.val(code)))
                .isEqualTo(2L);
        post(Role.FINANCE, "/api/v1/promo-codes/check", code(code))
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("redeemed")
                .jsonPath("$.usesLeft")
                .isEqualTo(0);
    }

    private ResponseSpec order(String code, String order) {
        return callers.program(Role.FINANCE)
                .post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", code + order)
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        Map.of(
                                "store",
                                "till",
                                "orderId",
                                code + "/" + order,
                                "placedAt",
                                "2026-11-10T10:00:00Z",
                                "currency",
                                "EUR",
                                "revenue",
                                "10.00",
                                "promoCodes",
                                List.of(code, "WELCOME", "X".repeat(65))))
                .exchange();
    }

    @Test
    void aStoresKeyMayAskOfCodesAndNothingElse() {
        String code = issued();
        Map<String, String> use = Map.of("code", code, "store", "till", "orderId", code);
        post(Role.STORE, "/api/v1/promo-codes/check", code(code)).expectStatus().isOk();
        post(Role.STORE, "/api/v1/promo-codes/redeem", use).expectStatus().isCreated();
        post(Role.STORE, "/api/v1/promo-codes/release", use).expectStatus().isOk();
        for (String path :
                List.of("offers", "orders", "contacts", "campaigns", "status", "api-keys")) {
            callers.program(Role.STORE)
                    .get()
                    .uri("/api/v1/" + path)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Test
    void onlyThoseWhoMayDoIt() {
        post(Role.ANALYST, "/api/v1/offers", Map.of("name", "x", "source", "pool"))
                .expectStatus()
                .isForbidden();
        post(Role.MARKETER, "/api/v1/promo-codes/check", code("ABC")).expectStatus().isForbidden();
        callers.program(Role.FINANCE)
                .get()
                .uri("/api/v1/runs/1/promo-codes.csv")
                .exchange()
                .expectStatus()
                .isForbidden();
        post(Role.MARKETER, "/api/v1/offers", Map.of("name", "x", "source", "luck"))
                .expectStatus()
                .isBadRequest();
    }
}
