package org.parley.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.channels.whatsapp.WhatsAppCompilerTest.carousel;
import static org.parley.channels.whatsapp.WhatsAppCompilerTest.json;
import static org.parley.channels.whatsapp.WhatsAppCompilerTest.part;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.channels.Samples;
import org.parley.core.content.Button;
import org.parley.core.content.Part;
import org.parley.core.content.ProviderTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Approved templates of every kind, field by field.
class WhatsAppTemplateBodyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ANNA = "+436641234567";
    private static final ProviderTemplate SPRING =
            new ProviderTemplate("spring_sale", "en_US", List.of("Anna", "20\n%\t off"));

    @Test
    void sendsTheTemplateOutsideTheWindow() {
        JsonNode body =
                json(
                        Samples.outsideTheWindow(
                                ANNA,
                                Samples.templated(
                                        "unused",
                                        Samples.PICTURE,
                                        SPRING,
                                        Samples.YES,
                                        Samples.SHOP)));

        assertThat(body.path("type").asString()).isEqualTo("template");
        assertThat(body.path("template"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"name": "spring_sale", "language": {"code": "en_US"}, "components": [
                                  {"type": "header", "parameters": [
                                    {"type": "image", "image": {"link": "https://shop.example/spring.png"}}]},
                                  {"type": "body", "parameters": [
                                    {"type": "text", "text": "Anna"}, {"type": "text", "text": "20 % off"}]},
                                  {"type": "button", "sub_type": "quick_reply", "index": "0",
                                   "parameters": [{"type": "payload", "payload": "YES"}]},
                                  {"type": "button", "sub_type": "url", "index": "1",
                                   "parameters": [{"type": "text", "text": "AbC123"}]}]}
                                """));
    }

    @Test
    void sendsATemplateWithoutAnything() {
        JsonNode template =
                json(Samples.outsideTheWindow(
                                ANNA,
                                Samples.templated(
                                        "unused",
                                        null,
                                        new ProviderTemplate("hi", "de", List.of()))))
                        .path("template");

        assertThat(template.path("components")).isEmpty();
    }

    @Test
    void fillsATemplateWithACarousel() {
        ProviderTemplate template =
                new ProviderTemplate(
                        "new_in",
                        "de",
                        List.of("Anna"),
                        List.of("name"),
                        null,
                        List.of(List.of("Boots"), List.of("Scarf")),
                        null);

        assertThat(
                        json(Samples.outsideTheWindow(
                                        ANNA,
                                        Samples.templated(
                                                carousel(Samples.SHOP, Samples.MORE), template)))
                                .path("template"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"name": "new_in", "language": {"code": "de"}, "components": [
                                  {"type": "body", "parameters": [
                                    {"type": "text", "parameter_name": "name", "text": "Anna"}]},
                                  {"type": "carousel", "cards": [
                                    {"card_index": 0, "components": [
                                      {"type": "header", "parameters": [
                                        {"type": "image", "image": {"link": "https://shop.example/spring.png"}}]},
                                      {"type": "body", "parameters": [{"type": "text", "text": "Boots"}]},
                                      {"type": "button", "sub_type": "url", "index": "0",
                                       "parameters": [{"type": "text", "text": "AbC123"}]}]},
                                    {"card_index": 1, "components": [
                                      {"type": "header", "parameters": [
                                        {"type": "image", "image": {"link": "https://shop.example/spring.png"}}]},
                                      {"type": "body", "parameters": [{"type": "text", "text": "Scarf"}]},
                                      {"type": "button", "sub_type": "url", "index": "0",
                                       "parameters": [{"type": "text", "text": "DeF456"}]}]}]}]}
                                """));
    }

    @Test
    void fillsATemplateWithAnOfferACodeAFlowAndAHeader() {
        ProviderTemplate offer =
                new ProviderTemplate(
                        "offer",
                        "en",
                        List.of(),
                        List.of(),
                        "Anna",
                        List.of(),
                        Instant.ofEpochMilli(1_800_000_000_000L));

        assertThat(
                        json(Samples.outsideTheWindow(
                                        ANNA,
                                        Samples.templated(
                                                "x",
                                                null,
                                                offer,
                                                new Button.CopyCode("Copy", "SAVE10"),
                                                new Button.Call("Call", "+43123456"),
                                                new Button.Form(
                                                        "Book",
                                                        Map.of(WhatsAppAccount.CHANNEL, "77"),
                                                        Samples.SHOP.url()))))
                                .path("template")
                                .path("components"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"type": "header", "parameters": [{"type": "text", "text": "Anna"}]},
                                 {"type": "limited_time_offer", "parameters": [
                                   {"type": "limited_time_offer",
                                    "limited_time_offer": {"expiration_time_ms": 1800000000000}}]},
                                 {"type": "button", "sub_type": "copy_code", "index": "0",
                                  "parameters": [{"type": "coupon_code", "coupon_code": "SAVE10"}]},
                                 {"type": "button", "sub_type": "flow", "index": "2",
                                  "parameters": [{"type": "action", "action": {}}]}]
                                """));
    }

    @Test
    void fillsTheHeaderOfATemplateWithAnyMediaOrAPlace() {
        assertThat(header(Samples.FILM))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "video", "video": {"link": "https://shop.example/spring.mp4"}}
                                """));
        assertThat(header(Samples.LEAFLET))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "document", "document": {
                                  "link": "https://shop.example/spring.pdf", "filename": "Spring.pdf"}}
                                """));
        assertThat(header(Samples.STORE).path("type").asString()).isEqualTo("location");
    }

    @Test
    void fillsATemplateOfProductsAndOneOfTheCatalogue() {
        ProviderTemplate plain = new ProviderTemplate("shop", "en", List.of());

        assertThat(
                        json(Samples.outsideTheWindow(
                                        ANNA,
                                        Samples.templated(WhatsAppCompilerTest.PRODUCTS, plain)))
                                .at("/template/components/0"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "button", "sub_type": "mpm", "index": "0", "parameters": [
                                  {"type": "action", "action": {"thumbnail_product_retailer_id": "p1",
                                   "sections": [{"title": "Shoes", "product_items": [
                                     {"product_retailer_id": "p1"}, {"product_retailer_id": "p2"}]}]}}]}
                                """));
        assertThat(
                        json(Samples.outsideTheWindow(
                                        ANNA,
                                        Samples.templated(
                                                new Part.Catalogue("All", "p1", null), plain)))
                                .at("/template/components/0/parameters/0/action"))
                .isEqualTo(JSON.readTree("{\"thumbnail_product_retailer_id\": \"p1\"}"));
    }

    @Test
    void namesTheLimitOfATemplateThatIsBroken() {
        assertThat(unfitTemplate(SPRING, Samples.SHOP, Samples.MORE, Samples.SHOP))
                .isEqualTo("buttons");
        assertThat(unfitTemplate(SPRING, Samples.YES, Samples.SHOP, Samples.NO))
                .isEqualTo("buttons");
        assertThat(unfitTemplate(new ProviderTemplate("a", "b", List.of("x".repeat(1_025)))))
                .isEqualTo("templates.whatsapp.parameters");
    }

    private static JsonNode header(Part body) {
        return json(Samples.outsideTheWindow(
                        ANNA, Samples.templated(body, new ProviderTemplate("a", "en", List.of()))))
                .at("/template/components/0/parameters/0");
    }

    private static String unfitTemplate(ProviderTemplate template, Button... buttons) {
        return part(
                Samples.outsideTheWindow(ANNA, Samples.templated("x", null, template, buttons)));
    }
}
