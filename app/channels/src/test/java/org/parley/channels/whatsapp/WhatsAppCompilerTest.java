package org.parley.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.channels.Samples;
import org.parley.channels.wire.Compiled;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
import org.parley.core.content.Part;
import org.parley.core.content.Part.Image;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.RenderedMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WhatsAppCompilerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ANNA = "+436641234567";
    private static final ProviderTemplate SPRING =
            new ProviderTemplate("spring_sale", "en_US", List.of("Anna", "20\n%\t off"));

    static final Part.ProductList PRODUCTS =
            new Part.ProductList(
                    "New",
                    "For you",
                    "c1",
                    List.of(new Part.ProductSection("Shoes", List.of("p1", "p2"))),
                    null);

    @Test
    void sendsTextWithinTheWindow() {
        assertThat(inWindow(Samples.content("Hello", null)))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"messaging_product": "whatsapp", "recipient_type": "individual",
                                 "to": "+436641234567", "biz_opaque_callback_data": "30064771114",
                                 "type": "text", "text": {"body": "Hello", "preview_url": false}}
                                """));
    }

    @Test
    void sendsAPictureWithACaption() {
        JsonNode body = inWindow(Samples.content("Hello", Samples.PICTURE));

        assertThat(body.path("type").asString()).isEqualTo("image");
        assertThat(body.path("image"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"link\":\"https://shop.example/spring.png\",\"caption\":\"Hello\"}"));
    }

    @Test
    void sendsReplyButtonsWithAPictureInTheHeader() {
        JsonNode body = inWindow(Samples.content("Ok?", Samples.PICTURE, Samples.YES, Samples.NO));

        assertThat(body.path("type").asString()).isEqualTo("interactive");
        assertThat(body.path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "button",
                                 "header": {"type": "image", "image": {"link": "https://shop.example/spring.png"}},
                                 "body": {"text": "Ok?"},
                                 "action": {"buttons": [
                                   {"type": "reply", "reply": {"id": "YES", "title": "Yes"}},
                                   {"type": "reply", "reply": {"id": "NO", "title": "No, thanks"}}]}}
                                """));
    }

    @Test
    void sendsOneLinkButton() {
        assertThat(inWindow(Samples.content("See", null, Samples.SHOP)).path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "cta_url", "body": {"text": "See"},
                                 "action": {"name": "cta_url", "parameters": {
                                   "display_text": "To the shop", "url": "https://t.example/r/AbC123"}}}
                                """));
    }

    @Test
    void prefersTheFreeFormWithinTheWindowAndTheTemplateForWhatItCannotCarry() {
        assertThat(inWindow(Samples.templated("Hello", null, SPRING)).path("type").asString())
                .isEqualTo("text");
        assertThat(
                        inWindow(
                                        Samples.templated(
                                                "Hello", null, SPRING, Samples.YES, Samples.SHOP))
                                .path("type")
                                .asString())
                .isEqualTo("template");
    }

    @Test
    void sendsAList() {
        assertThat(inWindow(Samples.of(Samples.SIZES)).path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "list", "body": {"text": "Which size?"},
                                 "action": {"button": "Choose", "sections": [
                                   {"title": "Women", "rows": [
                                     {"id": "W-S", "title": "Small", "description": "34 to 36"},
                                     {"id": "W-M", "title": "Medium"}]},
                                   {"title": "Men", "rows": [{"id": "M-L", "title": "Large"}]}]}}
                                """));
    }

    @Test
    void sendsAFlow() {
        Button flow =
                new Button.Form("Book", Map.of(WhatsAppAccount.CHANNEL, "77"), Samples.SHOP.url());

        assertThat(inWindow(Samples.content("Come", null, flow)).path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "flow", "body": {"text": "Come"},
                                 "action": {"name": "flow", "parameters": {
                                   "flow_message_version": "3", "flow_id": "77", "flow_cta": "Book"}}}
                                """));
    }

    @Test
    void asksWhereThePersonIs() {
        assertThat(
                        inWindow(
                                        Samples.content(
                                                "Where?", null, new Button.LocationRequest("Here")))
                                .path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "location_request_message", "body": {"text": "Where?"},
                                 "action": {"name": "send_location"}}
                                """));
    }

    @Test
    void sendsProductsAndTheCatalogue() {
        assertThat(
                        inWindow(Samples.of(new Part.Product("Warm", "c1", "p1", null, null)))
                                .path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "product", "body": {"text": "Warm"},
                                 "action": {"catalog_id": "c1", "product_retailer_id": "p1"}}
                                """));
        assertThat(inWindow(Samples.of(PRODUCTS)).path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "product_list", "header": {"type": "text", "text": "New"},
                                 "body": {"text": "For you"},
                                 "action": {"catalog_id": "c1", "sections": [
                                   {"title": "Shoes", "product_items": [
                                     {"product_retailer_id": "p1"}, {"product_retailer_id": "p2"}]}]}}
                                """));
        assertThat(inWindow(Samples.of(new Part.Catalogue("All", "p1", null))).path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "catalog_message", "body": {"text": "All"},
                                 "action": {"name": "catalog_message",
                                            "parameters": {"thumbnail_product_retailer_id": "p1"}}}
                                """));
    }

    @Test
    void sendsACarouselOfLinksOrOfReplies() {
        assertThat(inWindow(Samples.of(carousel(Samples.SHOP, Samples.MORE))).path("interactive"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "carousel", "body": {"text": "New"}, "action": {"cards": [
                                  {"card_index": 0, "type": "cta_url",
                                   "header": {"type": "image", "image": {"link": "https://shop.example/spring.png"}},
                                   "body": {"text": "Boots\\nWarm"},
                                   "action": {"name": "cta_url", "parameters": {
                                     "display_text": "To the shop", "url": "https://t.example/r/AbC123"}}},
                                  {"card_index": 1, "type": "cta_url",
                                   "header": {"type": "image", "image": {"link": "https://shop.example/spring.png"}},
                                   "body": {"text": "Scarf\\nLong"},
                                   "action": {"name": "cta_url", "parameters": {
                                     "display_text": "More", "url": "https://t.example/r/DeF456"}}}]}}
                                """));
        assertThat(
                        inWindow(Samples.of(carousel(Samples.YES, Samples.NO)))
                                .at("/interactive/action/cards/0/action"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"buttons": [{"type": "quick_reply", "quick_reply": {"id": "YES", "title": "Yes"}}]}
                                """));
    }

    @Test
    void sendsMediaLocationsAndContacts() {
        assertThat(inWindow(Samples.of(Samples.FILM)).path("video"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"link\":\"https://shop.example/spring.mp4\",\"caption\":\"Look\"}"));
        assertThat(inWindow(Samples.of(Samples.LEAFLET)).path("document"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"link\":\"https://shop.example/spring.pdf\",\"filename\":\"Spring.pdf\"}"));
        assertThat(
                        inWindow(
                                        Samples.of(
                                                new Part.Audio(
                                                        URI.create("https://shop.example/a.mp3"),
                                                        null)))
                                .path("audio"))
                .isEqualTo(JSON.readTree("{\"link\":\"https://shop.example/a.mp3\"}"));
        assertThat(inWindow(Samples.of(Samples.STORE)).path("location"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"latitude": 48.2, "longitude": 16.37, "name": "Our shop", "address": "Graben 1, Wien"}
                                """));
        assertThat(
                        inWindow(Samples.of(new Part.Contact("Eva", "+43123456", null)))
                                .path("contacts"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"name": {"formatted_name": "Eva", "first_name": "Eva"}, "phones": [{"phone": "+43123456"}]}]
                                """));
    }

    static Part carousel(Button first, Button second) {
        return new Part.Carousel(
                "New",
                List.of(
                        Samples.card("Boots", "Warm", first),
                        Samples.card("Scarf", "Long", second)),
                null);
    }

    @Test
    void addressesAPersonWithoutANumberByTheScopedId() {
        JsonNode body = json(Samples.to("US.13491208655302741918", Samples.content("Hello", null)));

        assertThat(body.path("recipient").asString()).isEqualTo("US.13491208655302741918");
        assertThat(body.has("to")).isFalse();
    }

    @Test
    void makesNothingOutsideTheWindowWithoutATemplate() {
        assertThat(
                        ((Compiled.Unfit)
                                        WhatsAppCompiler.compile(
                                                Samples.outsideTheWindow(
                                                        ANNA, Samples.content("Hello", null))))
                                .reason()
                                .part())
                .isEqualTo("templates");
    }

    @Test
    void namesTheLimitThatIsBroken() {
        assertThat(unfit("x".repeat(4_097), null)).isEqualTo("body.text");
        assertThat(unfit("x".repeat(1_025), Samples.PICTURE)).isEqualTo("body.text");
        assertThat(unfit("x".repeat(4_090), null, Samples.YES)).isEqualTo("body.text");
    }

    @Test
    void writesDownWhatHasNoButton() {
        assertThat(text(Samples.content("x".repeat(1_025), null, Samples.YES)))
                .isEqualTo("x".repeat(1_025) + "\n\n1. Yes");
        assertThat(text(Samples.content("x", null, new Button.Reply("y".repeat(21), "Y"))))
                .isEqualTo("x\n\n1. " + "y".repeat(21));
        assertThat(
                        text(
                                Samples.content(
                                        "x",
                                        null,
                                        new Button.Reply("y", "A"),
                                        new Button.Reply("y", "B"))))
                .isEqualTo("x\n\n1. y\n2. y");
        assertThat(
                        inWindow(Samples.content("x", null, Samples.YES, Samples.SHOP))
                                .path("interactive")
                                .path("body")
                                .path("text")
                                .asString())
                .isEqualTo("x\n\nTo the shop: https://t.example/r/AbC123");
    }

    private static String text(RenderedMessage content) {
        return inWindow(content).path("text").path("body").asString();
    }

    private static JsonNode inWindow(RenderedMessage content) {
        return json(Samples.to(ANNA, content));
    }

    static JsonNode json(OutboundMessage message) {
        Compiled compiled = WhatsAppCompiler.compile(message);
        assertThat(compiled).isInstanceOf(Compiled.Ready.class);
        return JSON.readTree(
                new String(((Compiled.Ready) compiled).body(), StandardCharsets.UTF_8));
    }

    private static String unfit(String text, Image image, Button... buttons) {
        return part(Samples.to(ANNA, Samples.content(text, image, buttons)));
    }

    static String part(OutboundMessage message) {
        return ((Compiled.Unfit) WhatsAppCompiler.compile(message)).reason().part();
    }
}
