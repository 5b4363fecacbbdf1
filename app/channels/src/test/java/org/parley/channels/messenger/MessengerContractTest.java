package org.parley.channels.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.channels.testing.Json.assertSends;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.channels.Samples;
import org.parley.channels.meta.MessagingAccount;
import org.parley.channels.meta.MessagingAccounts;
import org.parley.channels.meta.MessagingEventsTest;
import org.parley.channels.testing.Json;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.content.Button;
import org.parley.core.content.Part;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.QuickReply;
import org.parley.core.content.RenderedMessage;

class MessengerContractTest {

    private static final String PSID = "24601";
    private static final String TO =
            "{'recipient':{'id':'24601'},'messaging_type':'RESPONSE','message':{";
    private static final String END = ",'metadata':'30064771114'}}";

    private final MessagingAccount account = MessagingAccounts.unreachable(Messenger.PLATFORM);

    @Test
    void text() {
        sends(Samples.content("Hello", null), "'text':'Hello'");
    }

    @Test
    void quickReplies() {
        sends(
                Samples.of(new Part.Text("Shall we?"), List.of(new QuickReply("Yes", "YES"))),
                "'text':'Shall we?','quick_replies':[{'content_type':'text','title':'Yes','payload':'YES'}]");
    }

    @Test
    void buttonTemplate() {
        sends(
                Samples.content(
                        "Look",
                        null,
                        Samples.SHOP,
                        Samples.YES,
                        new Button.Call("Call us", "+4312345")),
                """
                'attachment':{'type':'template','payload':{'template_type':'button','text':'Look','buttons':[
                {'type':'web_url','url':'https://t.example/r/AbC123','title':'To the shop'},
                {'type':'postback','title':'Yes','payload':'YES'},
                {'type':'phone_number','title':'Call us','payload':'+4312345'}]}}\
                """);
    }

    @Test
    void media() {
        sends(Samples.of(Samples.PICTURE), attachment("image", "spring.png"));
        sends(Samples.of(Json.SILENT_FILM), attachment("video", "spring.mp4"));
        sends(Samples.of(Json.SOUND), attachment("audio", "spring.m4a"));
        sends(Samples.of(Samples.LEAFLET), attachment("file", "spring.pdf"));
    }

    @Test
    void aPictureWithWordsIsAGenericTemplateOfOne() {
        sends(
                Samples.content("Look", Samples.PICTURE, Samples.YES),
                """
                'attachment':{'type':'template','payload':{'template_type':'generic','elements':[
                {'title':'Look','image_url':'https://shop.example/spring.png',
                'buttons':[{'type':'postback','title':'Yes','payload':'YES'}]}]}}\
                """);
    }

    @Test
    void carousel() {
        sends(
                Samples.of(Json.CARDS),
                """
                'attachment':{'type':'template','payload':{'template_type':'generic','elements':[
                {'title':'Tee','subtitle':'9.90','image_url':'https://shop.example/spring.png',
                'buttons':[{'type':'web_url','url':'https://t.example/r/AbC123','title':'To the shop'}]},
                {'title':'Cap','subtitle':'4.90','image_url':'https://shop.example/spring.png',
                'buttons':[{'type':'postback','title':'Yes','payload':'YES'}]}]}}\
                """);
    }

    @Test
    void aUtilityTemplateOutsideTheWindow() {
        ProviderTemplate template =
                new ProviderTemplate(
                        "parcel",
                        "en_US",
                        List.of("Anna", "A1"),
                        List.of("name", "parcel"),
                        "News",
                        List.of(),
                        null);
        assertThat(
                        Json.read(
                                account.preview(
                                        Samples.outsideTheWindow(
                                                PSID, Samples.templated("x", null, template)))))
                .isEqualTo(
                        Json.read(
                                """
                                {'recipient':{'id':'24601'},'messaging_type':'UTILITY','message':{'template':{
                                'name':'parcel','language':{'code':'en_US'},'components':[
                                {'type':'header','parameters':[{'type':'text','text':'News'}]},
                                {'type':'body','parameters':[
                                {'type':'text','text':'Anna','parameter_name':'name'},
                                {'type':'text','text':'A1','parameter_name':'parcel'}]}]},
                                'metadata':'30064771114'}}
                                """
                                        .replace('\'', '"')));
    }

    @Test
    void withoutAnAppTheWebhookIsSetUpByHand() {
        assertThat(account.registerWebhook(URI.create("https://a.example/w")))
                .isInstanceOf(WebhookRegistration.ByHand.class);
    }

    @Test
    void mutatedWebhooksAreMalformedOrHarmless() {
        WebhookFuzz.attack(account, "x-hub-signature-256", MessagingEventsTest.bodies());
    }

    private void sends(RenderedMessage content, String message) {
        assertSends(account, PSID, content, TO + message + END);
    }

    private static String attachment(String type, String file) {
        return "'attachment':{'type':'%s','payload':{'url':'https://shop.example/%s','is_reusable':true}}"
                .formatted(type, file);
    }
}
