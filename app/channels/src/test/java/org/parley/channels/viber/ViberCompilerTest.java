package org.parley.channels.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.channels.Pace;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.wire.Compiled;
import org.parley.core.content.Button;
import org.parley.core.content.Part;
import org.parley.core.content.Part.Image;
import org.parley.core.content.RenderedMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ViberCompilerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ViberCompiler compiler =
            new ViberCompiler(
                    new ViberSettings(
                            "main",
                            ViberSettings.BASE_URI,
                            new Secret("t"),
                            "Shop",
                            URI.create("https://shop.example/a.png"),
                            new Pace(1, 1)));

    @Test
    void compilesTextAlone() {
        assertThat(json(Samples.content("Hello \"you\"\n\ud83c\udf81", null), true))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"receiver": "u1==",
                                 "sender": {"name": "Shop", "avatar": "https://shop.example/a.png"},
                                 "tracking_data": "30064771114",
                                 "min_api_version": 1,
                                 "type": "text",
                                 "text": "Hello \\"you\\"\\n\ud83c\udf81"}
                                """));
    }

    @Test
    void compilesAPictureWithText() {
        JsonNode body = json(Samples.content("Hello", Samples.PICTURE), true);

        assertThat(body.path("type").asString()).isEqualTo("picture");
        assertThat(body.path("media").asString()).isEqualTo("https://shop.example/spring.png");
        assertThat(body.path("text").asString()).isEqualTo("Hello");
        assertThat(body.has("keyboard")).isFalse();
    }

    @Test
    void putsReplyButtonsOnTheKeyboardAndTheirPayloadsInTheTrackingData() {
        JsonNode body = json(Samples.content("Ok?", null, Samples.YES, Samples.NO), true);

        assertThat(body.path("type").asString()).isEqualTo("text");
        assertThat(body.path("tracking_data").asString())
                .isEqualTo("30064771114;{\"replies\":[\"YES\",\"NO\"]}");
        assertThat(body.path("keyboard"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"Type": "keyboard", "Buttons": [
                                  {"Columns": 6, "Rows": 1, "BgColor": "#E8EEF9", "ActionType": "reply",
                                   "ActionBody": "YES", "Text": "Yes", "TextSize": "regular"},
                                  {"Columns": 6, "Rows": 1, "BgColor": "#E8EEF9", "ActionType": "reply",
                                   "ActionBody": "NO", "Text": "No, thanks", "TextSize": "regular"}]}
                                """));
    }

    @Test
    void makesOneCardOfPictureTextLinksAndReplies() {
        JsonNode body =
                json(
                        Samples.content(
                                "Less is <more>\n& new",
                                Samples.PICTURE,
                                Samples.SHOP,
                                Samples.MORE,
                                Samples.YES),
                        true);

        assertThat(body.path("type").asString()).isEqualTo("rich_media");
        assertThat(body.path("min_api_version").asInt()).isEqualTo(7);
        assertThat(body.path("alt_text").asString()).isEqualTo("Less is <more>\n& new");
        JsonNode card = body.path("rich_media");
        assertThat(card.path("Type").asString()).isEqualTo("rich_media");
        assertThat(card.path("ButtonsGroupColumns").asInt()).isEqualTo(6);
        assertThat(card.path("ButtonsGroupRows").asInt()).isEqualTo(7);
        JsonNode parts = card.path("Buttons");
        assertThat(parts).hasSize(5);
        assertThat(parts.path(0).path("Image").asString())
                .isEqualTo("https://shop.example/spring.png");
        assertThat(parts.path(0).path("ActionType").asString()).isEqualTo("none");
        assertThat(parts.path(1).path("Text").asString())
                .isEqualTo("Less is &lt;more&gt;<br>&amp; new");
        assertThat(parts.path(2).path("ActionType").asString()).isEqualTo("open-url");
        assertThat(parts.path(2).path("ActionBody").asString())
                .isEqualTo("https://t.example/r/AbC123");
        assertThat(parts.path(2).path("Silent").asBoolean()).isTrue();
        assertThat(parts.path(4).path("ActionType").asString()).isEqualTo("reply");
        assertThat(parts.path(4).path("ActionBody").asString()).isEqualTo("YES");
        assertThat(rows(parts)).isEqualTo(7);
    }

    @Test
    void fillsTheBlockOfACardExactlyWhateverItHolds() {
        for (String text : new String[] {"short", "long ".repeat(45)}) {
            for (Image image : new Image[] {null, Samples.PICTURE}) {
                for (int buttons = 1; buttons <= 3; buttons++) {
                    Button[] all = new Button[buttons];
                    java.util.Arrays.fill(all, Samples.SHOP);
                    JsonNode card =
                            json(Samples.content(text, image, all), true).path("rich_media");

                    assertThat(rows(card.path("Buttons")))
                            .isEqualTo(card.path("ButtonsGroupRows").asInt())
                            .isBetween(2, 7);
                }
            }
        }
    }

    @Test
    void writesLinksBelowATextThatNoCardHolds() {
        JsonNode body =
                json(Samples.content("x".repeat(251), null, Samples.SHOP, Samples.YES), true);

        assertThat(body.path("type").asString()).isEqualTo("text");
        assertThat(body.path("text").asString())
                .isEqualTo("x".repeat(251) + "\n\nTo the shop: https://t.example/r/AbC123");
        assertThat(body.path("keyboard").path("Buttons")).hasSize(1);
    }

    @Test
    void writesLinksBelowTheTextForClientsWithoutCards() {
        JsonNode body = json(Samples.content("Hello", null, Samples.SHOP), false);

        assertThat(body.path("type").asString()).isEqualTo("text");
        assertThat(body.path("min_api_version").asInt()).isEqualTo(1);
        assertThat(body.path("text").asString())
                .isEqualTo("Hello\n\nTo the shop: https://t.example/r/AbC123");
    }

    @Test
    void namesTheLimitThatIsBroken() {
        assertThat(unfit(Samples.content("x".repeat(7_001), null)))
                .isEqualTo(
                        "body.text: The text of text on viber takes 7000 characters; there are 7001"
                                + " characters");
        assertThat(unfit(Samples.content("x".repeat(513), Samples.PICTURE)))
                .startsWith("body.text: ");
    }

    @Test
    void writesDownWhatNoFormShows() {
        JsonNode odd =
                json(
                        Samples.content(
                                "x",
                                new Image(URI.create("https://shop.example/a?b=c.png"), "a", null),
                                new Button.Url("y".repeat(251), Samples.SHOP.url())),
                        true);

        assertThat(odd.path("type").asString()).isEqualTo("text");
        assertThat(odd.path("text").asString())
                .isEqualTo(
                        "x\na: https://shop.example/a?b=c.png\n\n"
                                + "y".repeat(251)
                                + ": https://t.example/r/AbC123");
    }

    @Test
    void compilesVideosFilesPlacesAndContacts() {
        assertThat(plain(Samples.FILM))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "video", "media": "https://shop.example/spring.mp4", "size": 900000,
                                 "duration": 12, "text": "Look"}
                                """));
        assertThat(plain(Samples.LEAFLET))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "file", "media": "https://shop.example/spring.pdf", "size": 80000,
                                 "file_name": "Spring.pdf"}
                                """));
        assertThat(plain(Samples.STORE))
                .isEqualTo(
                        JSON.readTree(
                                "{\"type\": \"location\", \"location\": {\"lat\": 48.2, \"lon\": 16.37}}"));
        assertThat(plain(new Part.Contact("Eva", "+43123456", null)))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type": "contact", "contact": {"name": "Eva", "phone_number": "+43123456"}}
                                """));
    }

    private JsonNode plain(Part body) {
        ObjectNode json = (ObjectNode) json(Samples.of(body), true);
        return json.remove(List.of("receiver", "sender", "tracking_data", "min_api_version"));
    }

    @Test
    void fillsTheBlocksOfACarouselExactly() {
        JsonNode body =
                json(
                        Samples.of(
                                new Part.Carousel(
                                        null,
                                        List.of(
                                                Samples.card(
                                                        "Boots & more",
                                                        "Warm",
                                                        Samples.SHOP,
                                                        Samples.YES),
                                                Samples.card("Scarf", "Long")),
                                        null),
                                Samples.NO),
                        true);

        assertThat(body.path("type").asString()).isEqualTo("rich_media");
        assertThat(body.path("min_api_version").asInt()).isEqualTo(7);
        assertThat(body.path("alt_text").asString()).isEqualTo("Boots & more");
        JsonNode media = body.path("rich_media");
        assertThat(media.path("ButtonsGroupRows").asInt()).isEqualTo(7);
        assertThat(media.at("/Buttons/0/Image").asString())
                .isEqualTo("https://shop.example/spring.png");
        assertThat(media.at("/Buttons/1/Text").asString()).isEqualTo("<b>Boots &amp; more</b>");
        assertThat(media.at("/Buttons/2/Text").asString()).isEqualTo("Warm");
        assertThat(media.at("/Buttons/3/ActionType").asString()).isEqualTo("open-url");
        assertThat(media.at("/Buttons/4/ActionBody").asString()).isEqualTo("YES");
        assertThat(media.path("Buttons"))
                .extracting(part -> part.path("Rows").asInt())
                .containsExactly(3, 1, 1, 1, 1, 3, 1, 3);
        assertThat(body.at("/keyboard/Buttons/0/ActionBody").asString()).isEqualTo("NO");
    }

    @Test
    void showsAListAsTheKeyboard() {
        JsonNode body = json(Samples.of(Samples.SIZES), true);

        assertThat(body.path("text").asString())
                .isEqualTo("Which size?\n\nWomen\nSmall: 34 to 36\nMen");
        assertThat(body.path("keyboard").path("Buttons"))
                .extracting(button -> button.path("ActionBody").asString())
                .containsExactly("W-S", "W-M", "M-L");
    }

    @Test
    void asksForPlaceAndNumberOnTheKeyboard() {
        JsonNode body =
                json(
                        Samples.content(
                                "Where?",
                                null,
                                new Button.LocationRequest("Here"),
                                new Button.ShareContact("My number")),
                        true);

        assertThat(body.path("min_api_version").asInt()).isEqualTo(3);
        assertThat(body.at("/keyboard/Buttons/0/ActionType").asString())
                .isEqualTo("location-picker");
        assertThat(body.at("/keyboard/Buttons/0/ActionBody").asString()).isNotBlank();
        assertThat(body.at("/keyboard/Buttons/1/ActionType").asString()).isEqualTo("share-phone");
    }

    @Test
    void isPure() {
        RenderedMessage content =
                Samples.content("Hello", Samples.PICTURE, Samples.SHOP, Samples.NO);

        assertThat(bytes(content)).isEqualTo(bytes(content));
    }

    private static int rows(JsonNode parts) {
        int rows = 0;
        for (JsonNode part : parts) {
            assertThat(part.path("Columns").asInt()).isEqualTo(6);
            rows += part.path("Rows").asInt();
        }
        return rows;
    }

    private byte[] bytes(RenderedMessage content) {
        return ((Compiled.Ready) compiler.compile(Samples.to("u1==", content), true)).body();
    }

    private JsonNode json(RenderedMessage content, boolean cards) {
        Compiled compiled = compiler.compile(Samples.to("u1==", content), cards);
        assertThat(compiled).isInstanceOf(Compiled.Ready.class);
        return JSON.readTree(
                new String(((Compiled.Ready) compiled).body(), StandardCharsets.UTF_8));
    }

    private String unfit(RenderedMessage content) {
        return ((Compiled.Unfit) compiler.compile(Samples.to("u1==", content), true))
                .refused()
                .detail();
    }
}
