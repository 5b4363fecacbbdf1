package org.parley.channels.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.channels.testing.Json.assertSends;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.channels.Samples;
import org.parley.channels.meta.MessagingAccount;
import org.parley.channels.meta.MessagingAccounts;
import org.parley.channels.meta.MessagingEventsTest;
import org.parley.channels.testing.Json;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import org.parley.core.content.QuickReply;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RichMessage;

class InstagramContractTest {

    private static final String IGSID = "17841";
    private static final String TO =
            "{'recipient':{'id':'17841'},'messaging_type':'RESPONSE','message':{";
    private static final String END = ",'metadata':'30064771114'}}";

    private final MessagingAccount account = MessagingAccounts.unreachable(Instagram.PLATFORM);

    @Test
    void textWithQuickReplies() {
        sends(
                Samples.of(new Part.Text("Shall we?"), List.of(new QuickReply("Yes", "YES"))),
                "'text':'Shall we?','quick_replies':[{'content_type':'text','title':'Yes','payload':'YES'}]");
    }

    @Test
    void media() {
        sends(
                Samples.of(Json.SOUND),
                "'attachment':{'type':'audio','payload':{'url':'https://shop.example/spring.m4a','is_reusable':true}}");
        sends(
                Samples.of(Samples.LEAFLET),
                "'attachment':{'type':'file','payload':{'url':'https://shop.example/spring.pdf','is_reusable':true}}");
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
    void textsAreCountedInBytes() {
        assertThat(lint("я".repeat(500))).isEmpty();
        assertThat(lint("я".repeat(501)))
                .anySatisfy(finding -> assertThat(finding).contains("1000 bytes"));
    }

    @Test
    void mutatedWebhooksAreMalformedOrHarmless() {
        WebhookFuzz.attack(account, "x-hub-signature-256", MessagingEventsTest.bodies());
    }

    private List<String> lint(String text) {
        return account.lint(new RichMessage(new Content(null, new Part.Text(text)))).stream()
                .filter(finding -> finding.blocks() && !finding.limit().isEmpty())
                .map(finding -> finding.limit())
                .toList();
    }

    private void sends(RenderedMessage content, String message) {
        assertSends(account, IGSID, content, TO + message + END);
    }
}
