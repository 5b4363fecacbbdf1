package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.shop.ShopCalls.Place;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/// Shops and their secrets over HTTP.
@ServerTest
final class ShopAccessTest {

    private final Callers callers;
    private final ShopCalls calls;
    private final DSLContext dsl;

    ShopAccessTest(@Autowired Callers callers, @Autowired DSLContext dsl) {
        this.callers = callers;
        this.calls = new ShopCalls(callers, dsl);
        this.dsl = dsl;
    }

    @Test
    void whileASecretIsChangedBothAreTakenAndAfterTheOverlapOnlyTheNewOne() {
        Place shop = calls.open("shopify");
        callers.program(Role.ADMIN)
                .put()
                .uri("/api/v1/shops/" + shop.id() + "/secret")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("secret", "shpss_the-new-secret"))
                .exchange()
                .expectStatus()
                .isOk();
        calls.signed(shop, "shpss_the-new-secret").expectStatus().isOk();
        calls.signed(shop, ShopCalls.SECRET).expectStatus().isOk();
        dsl.execute(
                "update shop set before_until = now() - interval '1 second' where id = {0}",
                DSL.val(shop.id()));
        calls.signed(shop, ShopCalls.SECRET).expectStatus().isUnauthorized();
        calls.signed(shop, "shpss_the-new-secret").expectStatus().isOk();
    }

    @Test
    void aSecretThatOthersKnowIsRevokedAtOnce() {
        Place shop = calls.open("shopify");
        callers.program(Role.ADMIN)
                .put()
                .uri("/api/v1/shops/" + shop.id() + "/secret")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("secret", "shpss_the-new-secret", "keepPrevious", false))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.secretBeforeUntil")
                .isEmpty();
        calls.signed(shop, ShopCalls.SECRET).expectStatus().isUnauthorized();
        calls.signed(shop, "shpss_the-new-secret").expectStatus().isOk();
        assertThat(
                        dsl.fetchSingle(
                                        "select sealed_before from shop where id = {0}",
                                        DSL.val(shop.id()))
                                .get(0))
                .isNull();
    }

    @Test
    void aSecretGoesInAndNeitherComesOutNorStandsInTheDatabase() {
        Place shop = calls.open("shopify");
        String listed =
                callers.program(Role.ADMIN)
                        .get()
                        .uri("/api/v1/shops")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(listed)
                .contains("/webhooks/shops/shopify/" + shop.name())
                .doesNotContain(ShopCalls.SECRET);
        var row =
                dsl.fetchSingle(
                        "select s::text as row, sealed from shop s where id = {0}",
                        DSL.val(shop.id()));
        assertThat(row.get("row", String.class)).doesNotContain(ShopCalls.SECRET);
        assertThat(new String(row.get("sealed", byte[].class), StandardCharsets.ISO_8859_1))
                .doesNotContain(ShopCalls.SECRET);
        assertThat(dsl.fetch("select detail::text from audit_entry").toString())
                .doesNotContain(ShopCalls.SECRET);
    }

    @Test
    void aClosedShopAndAnUnknownOneAnswerAsAWrongSignatureDoes() {
        Place shop = calls.open("shopify");
        callers.program(Role.ADMIN)
                .patch()
                .uri("/api/v1/shops/" + shop.id())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("state", "closed"))
                .exchange()
                .expectStatus()
                .isOk();
        calls.signed(shop, ShopCalls.SECRET).expectStatus().isUnauthorized().expectBody().isEmpty();
        calls.signed(new Place(0, "shopify", "nowhere"), ShopCalls.SECRET)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .isEmpty();
        calls.signed(new Place(0, "shopify", "nowhere"), "0".repeat(32))
                .expectStatus()
                .isUnauthorized();
        calls.call(
                        new Place(0, "woocommerce", "nowhere"),
                        "X-None",
                        "",
                        "X-None-Either",
                        "",
                        "webhook_id=7")
                .expectStatus()
                .isOk();
        calls.signed(new Place(0, "magento", shop.name()), ShopCalls.SECRET)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void whatIsWrongWithAShopIsNamedAndOnlyAdministratorsSeeThem() {
        wanted(Map.of("kind", "magento", "name", "x", "secret", ShopCalls.SECRET), "kind");
        wanted(Map.of("kind", "shopify", "name", "No Name", "secret", ShopCalls.SECRET), "name");
        wanted(Map.of("kind", "shopify", "name", "x", "secret", "short"), "secret");
        callers.program(Role.FINANCE)
                .get()
                .uri("/api/v1/shops")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private void wanted(Map<String, String> shop, String field) {
        callers.program(Role.ADMIN)
                .post()
                .uri("/api/v1/shops")
                .contentType(MediaType.APPLICATION_JSON)
                .body(shop)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }
}
