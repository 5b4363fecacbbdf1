package org.parley.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.channels.Samples;
import org.parley.channels.wire.Compiled;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
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

    @Test
    void namesTheLimitOfATemplateThatIsBroken() {
        assertThat(unfitTemplate(SPRING, Samples.SHOP, Samples.MORE, Samples.SHOP))
                .isEqualTo("buttons");
        assertThat(unfitTemplate(SPRING, Samples.YES, Samples.SHOP, Samples.NO))
                .isEqualTo("buttons");
        assertThat(unfitTemplate(new ProviderTemplate("a", "b", List.of("x".repeat(1_025)))))
                .isEqualTo("templates.whatsapp.parameters");
    }

    private static JsonNode inWindow(RenderedMessage content) {
        return json(Samples.to(ANNA, content));
    }

    private static JsonNode json(OutboundMessage message) {
        Compiled compiled = WhatsAppCompiler.compile(message);
        assertThat(compiled).isInstanceOf(Compiled.Ready.class);
        return JSON.readTree(
                new String(((Compiled.Ready) compiled).body(), StandardCharsets.UTF_8));
    }

    private static String unfit(String text, Image image, Button... buttons) {
        return part(Samples.to(ANNA, Samples.content(text, image, buttons)));
    }

    private static String unfitTemplate(ProviderTemplate template, Button... buttons) {
        return part(
                Samples.outsideTheWindow(ANNA, Samples.templated("x", null, template, buttons)));
    }

    private static String part(OutboundMessage message) {
        return ((Compiled.Unfit) WhatsAppCompiler.compile(message)).reason().part();
    }
}
