package org.parley.channels.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.Pace;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.testing.Json;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.Button;
import org.parley.core.content.Part;
import org.parley.core.content.RenderedMessage;
import tools.jackson.databind.node.ObjectNode;

class TelegramContractTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant AT = Instant.ofEpochSecond(1_795_000_000L);
    private static final String CHAT = "'chat':{'id':5000,'type':'private'},'date':1795000000";

    /// One of each, as Telegram sends them.
    private static final List<String> UPDATES =
            List.of(
                    update("'message':{'message_id':7," + CHAT + ",'text':'hi'}"),
                    update("'message':{'message_id':7," + CHAT + ",'photo':[],'caption':'look'}"),
                    update(
                            "'callback_query':{'id':'99','from':{'id':5000},'data':'YES','message':{'message_id':6,"
                                    + CHAT
                                    + ",'reply_markup':{'inline_keyboard':[[{'text':'Yes','callback_data':'YES'}]]}}}"),
                    update(
                            "'my_chat_member':{"
                                    + CHAT
                                    + ",'old_chat_member':{'status':'member'},'new_chat_member':{'status':'kicked'}}"));

    private final TelegramAccount account =
            new TelegramAccount(
                    new TelegramSettings(
                            "main",
                            URI.create("http://127.0.0.1:1/"),
                            new Secret("1:AA"),
                            new Secret("secret-17"),
                            new Pace(8, 80)),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void text() {
        sends(
                Samples.content("a <b> & c", null),
                "sendMessage",
                "{'chat_id':'5000','text':'a <b> & c'}");
    }

    @Test
    void buttonsStandOneToARow() {
        sends(
                Samples.content(
                        "Look",
                        null,
                        Samples.YES,
                        Samples.SHOP,
                        new Button.CopyCode("Copy", "SPRING")),
                "sendMessage",
                """
                {'chat_id':'5000','text':'Look','reply_markup':{'inline_keyboard':[
                [{'text':'Yes','callback_data':'YES'}],
                [{'text':'To the shop','url':'https://t.example/r/AbC123'}],
                [{'text':'Copy','copy_text':{'text':'SPRING'}}]]}}\
                """);
    }

    @Test
    void askingForPlaceOrNumberTakesTheKeyboard() {
        sends(
                Samples.content(
                        "Where?",
                        null,
                        new Button.LocationRequest("Here"),
                        new Button.ShareContact("My number")),
                "sendMessage",
                """
                {'chat_id':'5000','text':'Where?','reply_markup':{'keyboard':[
                [{'text':'Here','request_location':true}],
                [{'text':'My number','request_contact':true}]],
                'one_time_keyboard':true,'resize_keyboard':true}}\
                """);
    }

    @Test
    void mediaByAddressWithACaption() {
        sends(
                Samples.content("Look", Samples.PICTURE),
                "sendPhoto",
                "{'chat_id':'5000','photo':'https://shop.example/spring.png','caption':'Look'}");
        sends(
                Samples.of(Samples.FILM),
                "sendVideo",
                "{'chat_id':'5000','video':'https://shop.example/spring.mp4','caption':'Look'}");
        sends(
                Samples.of(Json.SOUND),
                "sendAudio",
                "{'chat_id':'5000','audio':'https://shop.example/spring.m4a'}");
        sends(
                Samples.of(Samples.LEAFLET),
                "sendDocument",
                "{'chat_id':'5000','document':'https://shop.example/spring.pdf'}");
    }

    @Test
    void cardsWithoutButtonsAreAnAlbum() {
        sends(
                Samples.of(
                        new Part.Carousel(
                                null,
                                List.of(
                                        Samples.card("Tee", "9.90"),
                                        new Part.Card(
                                                Json.SILENT_FILM, null, null, List.of(), null)),
                                null)),
                "sendMediaGroup",
                """
                {'chat_id':'5000','media':[
                {'type':'photo','media':'https://shop.example/spring.png','caption':'Tee\\n9.90'},
                {'type':'video','media':'https://shop.example/spring.mp4'}]}\
                """);
    }

    @Test
    void cardsWithButtonsAreTheFirstOfThem() {
        String preview = account.preview(Samples.to("5000", Samples.of(Json.CARDS)));
        assertThat(preview).startsWith("sendPhoto").contains("Tee", "To the shop", "Cap");
    }

    @Test
    void placesAndContacts() {
        sends(
                Samples.of(Samples.STORE),
                "sendVenue",
                "{'chat_id':'5000','latitude':48.2,'longitude':16.37,'title':'Our shop','address':'Graben 1, Wien'}");
        sends(
                Samples.of(new Part.Location(48.2, 16.37, null, null, null)),
                "sendLocation",
                "{'chat_id':'5000','latitude':48.2,'longitude':16.37}");
        sends(
                Samples.of(new Part.Contact("Anna", "+4312345", null)),
                "sendContact",
                "{'chat_id':'5000','phone_number':'+4312345','first_name':'Anna'}");
    }

    @Test
    void aListIsOneButtonARow() {
        String preview = account.preview(Samples.to("5000", Samples.of(Samples.SIZES)));
        assertThat(Json.read(preview.substring(preview.indexOf('{'))).path("reply_markup"))
                .isEqualTo(
                        Json.read(
                                """
                                {"inline_keyboard":[
                                [{"text":"Small","callback_data":"W-S"}],
                                [{"text":"Medium","callback_data":"W-M"}],
                                [{"text":"Large","callback_data":"M-L"}]]}
                                """));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    401 | Unauthorized | AUTH | 401
                    404 | Not Found | AUTH | 404
                    429 | Too Many Requests: retry after 35 | THROTTLED | 429
                    500 | Internal Server Error | RETRYABLE | 500
                    502 | Bad Gateway | RETRYABLE | 502
                    403 | Forbidden: bot was blocked by the user | OPTED_OUT | 403 bot was blocked by the user
                    403 | Forbidden: user is deactivated | RECIPIENT | 403 user is deactivated
                    403 | Forbidden: bot was kicked from the group chat | RECIPIENT | 403
                    403 | Forbidden: bot is not a member of the channel chat | RECIPIENT | 403
                    403 | Forbidden: bot can't initiate conversation with a user | RECIPIENT | 403
                    400 | Bad Request: chat not found | RECIPIENT | 400 chat not found
                    409 | Conflict: terminated by other getUpdates request | CONFIGURATION | 409
                    400 | Bad Request: can't parse entities: x | CONFIGURATION | 400
                    400 | Bad Request: message is too long | CONFIGURATION | 400
                    400 | Bad Request: wrong HTTP URL specified | CONFIGURATION | 400
                    400 | Bad Request: failed to get HTTP URL content | CONFIGURATION | 400
                    400 | Bad Request: reply markup is too long | CONFIGURATION | 400
                    400 | Bad Request: BUTTON_DATA_INVALID | CONFIGURATION | 400
                    400 | Bad Request: message is not modified | CONFIGURATION | 400
                    400 | Bad Request: query is too old and response timeout expired | CONFIGURATION | 400
                    400 | Bad Request: group chat was upgraded to a supergroup chat | CONFIGURATION | 400
                    """)
    void everyErrorHasItsClassAndItsCode(
            int code, String description, FailureClass failure, String name) {
        ObjectNode body =
                (ObjectNode)
                        Json.read(
                                "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\",\"parameters\":{\"retry_after\":35}}"
                                        .formatted(code, description));
        assertThat(TelegramError.refused(body))
                .isEqualTo(new Refused(failure, name, description, Duration.ofSeconds(35)));
    }

    @Test
    void aClosedAccountAndAnUnknownChatAreGoneAndABlockedBotIsNot() {
        assertThat(Samples.gone(account, TelegramError.TABLE))
                .containsExactly(
                        "403 user is deactivated", "400 chat not found", "400 user not found");
    }

    @Test
    void aTextIsAReplyWithAnIdThatIsUniqueAcrossChats() {
        assertThat(
                        parse(
                                update(
                                        "'message':{'message_id':7,"
                                                + CHAT
                                                + ",'text':'hi','reply_to_message':{'message_id':6,"
                                                + CHAT
                                                + "}}")))
                .containsExactly(new Reply("5000", "5000:7", "hi", null, "5000:6", null, AT));
    }

    @Test
    void aTapCarriesItsDataAndTheWordsOfItsButton() {
        assertThat(parse(UPDATES.get(2)))
                .containsExactly(new Reply("5000", "99", "Yes", "YES", "5000:6", null, NOW));
    }

    @Test
    void aTapIsAcknowledgedAndATextIsNot() {
        assertThat(account.acknowledge((Reply) parse(UPDATES.get(2)).getFirst()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("No connection"));
        assertThat(account.acknowledge((Reply) parse(UPDATES.get(0)).getFirst())).isEmpty();
    }

    @Test
    void blockingLeavesAndUnblockingComesBack() {
        assertThat(parse(UPDATES.get(3)))
                .containsExactly(new OptOut("5000", "telegram: kicked", AT));
        assertThat(
                        parse(
                                UPDATES.get(3)
                                        .replace("\"member\"", "\"x\"")
                                        .replace("kicked", "member")
                                        .replace("\"x\"", "\"kicked\"")))
                .containsExactly(new OptIn("5000", "telegram: member after kicked", AT));
        assertThat(parse(UPDATES.get(3).replace("kicked", "member"))).isEmpty();
    }

    @Test
    void theCommandToLeaveWorks() {
        assertThat(parse(update("'message':{'message_id':7," + CHAT + ",'text':'/stop'}")))
                .containsExactly(
                        new Reply("5000", "5000:7", "/stop", null, null, null, AT),
                        new OptOut("5000", "telegram: /stop", AT));
    }

    @Test
    void picturesHavePlaceholdersAndGroupsSayNothing() {
        assertThat(parse(UPDATES.get(1)))
                .containsExactly(new Reply("5000", "5000:7", "[photo] look", null, null, null, AT));
        assertThat(parse(UPDATES.get(0).replace("private", "group"))).isEmpty();
        assertThat(parse(update("'edited_message':{}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"update_id\":1,\"message\":{}}",
                "{\"update_id\":1,\"message\":{\"message_id\":7,\"chat\":{\"id\":1}}}",
                "{\"update_id\":1,\"my_chat_member\":{\"chat\":{\"id\":1}}}"
            })
    void whatIsNoUpdateIsMalformed(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(MalformedWebhookException.class);
    }

    @Test
    void theSecretIsTheOnlyProof() {
        byte[] body = new byte[0];
        String header = "x-telegram-bot-api-secret-token";
        assertThat(account.authentic(new WebhookRequest(Map.of(header, "secret-17"), body)))
                .isTrue();
        assertThat(account.authentic(new WebhookRequest(Map.of(header, "secret-18"), body)))
                .isFalse();
        assertThat(account.authentic(new WebhookRequest(Map.of(), body))).isFalse();
    }

    @Test
    void mutatedWebhooksAreMalformedOrHarmless() {
        WebhookFuzz.attack(account, "x-telegram-bot-api-secret-token", UPDATES);
    }

    @Test
    void aTooLongCodeIsAnErrorBeforeItIsSent() {
        RenderedMessage message =
                Samples.content("x", null, new Button.CopyCode("Copy", "x".repeat(257)));
        assertThat(account.send(Samples.to("5000", message)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.detail()).contains("256 characters"));
    }

    private void sends(RenderedMessage content, String method, String parameters) {
        String preview = account.preview(Samples.to("5000", content));
        assertThat(preview.substring(0, preview.indexOf(' '))).isEqualTo(method);
        assertThat(Json.read(preview.substring(preview.indexOf('{'))))
                .isEqualTo(Json.read(parameters.replace('\'', '"')));
    }

    private List<InboundEvent> parse(String body) {
        return account.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String update(String content) {
        return ("{'update_id':17," + content + "}").replace('\'', '"');
    }
}
