package org.parley.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.sandbox.whatsapp.WhatsAppForms.cards;
import static org.parley.sandbox.whatsapp.WhatsAppForms.carousel;
import static org.parley.sandbox.whatsapp.WhatsAppForms.ok;
import static org.parley.sandbox.whatsapp.WhatsAppForms.refused;
import static org.parley.sandbox.whatsapp.WhatsAppForms.template;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sandbox.Caller;
import org.parley.sandbox.MovableClock;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Button;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.ButtonType;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Card;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Header;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Offer;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

/// Everything beyond texts, buttons and plain templates.
class WhatsAppKindsTest {
    private static final String PHONE = "359888123456";
    private static final String MEDIA_CARD =
            "{'card_index':INDEX,'type':'cta_url','header':{'type':'image','image':{'link':'https://a.example/a.jpg'}},'body':{'text':'b'},'action':{'name':'cta_url','parameters':{'display_text':'Go','url':'https://a.example'}}}";

    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private WhatsAppSite whatsApp;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withClock(clock)
                                .withWhatsApp(WhatsAppRules.UNLIMITED)
                                .withHabits(Habits.all(Propensities.QUIET)));
        whatsApp = sandbox.provider(WhatsAppSite.class);
        whatsApp.voice().window(PHONE, true);
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'product','action':{'catalog_id':'1','product_retailer_id':'TEE-01'}}",
                "{'type':'product_list','header':{'type':'text','text':'h'},'body':{'text':'b'},'action':{'catalog_id':'1','sections':[{'title':'s','product_items':[{'product_retailer_id':'TEE-01'}]}]}}",
                "{'type':'catalog_message','body':{'text':'b'},'action':{'name':'catalog_message','parameters':{'thumbnail_product_retailer_id':'TEE-01'}}}",
                "{'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_id':'1','flow_cta':'Book','flow_action':'navigate','flow_action_payload':{'screen':'START'}}}}",
                "{'type':'location_request_message','body':{'text':'b'},'action':{'name':'send_location'}}",
                "{'type':'carousel','body':{'text':'b'},'action':{'cards':[{'card_index':0,'type':'product','action':{'product_retailer_id':'A','catalog_id':'1'}},{'card_index':1,'type':'product','action':{'product_retailer_id':'B','catalog_id':'1'}}]}}",
                "{'type':'carousel','body':{'text':'b'},'action':{'cards':[{'card_index':0,'type':'cta_url','header':{'type':'image','image':{'link':'https://a.example/a.jpg'}},'action':{'buttons':[{'type':'quick_reply','quick_reply':{'id':'a','title':'A'}}]}},{'card_index':1,'type':'cta_url','header':{'type':'video','video':{'link':'https://a.example/a.mp4'}},'action':{'buttons':[{'type':'quick_reply','quick_reply':{'id':'b','title':'B'}}]}}]}}"
            })
    void everyInteractiveKindIsTaken(String interactive) throws Exception {
        ok(send("'type':'interactive','interactive':" + interactive));
        assertThat(sandbox.received().count(Channel.WHATSAPP, PHONE)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
{'type':'product','header':{'type':'text','text':'h'},'action':{'catalog_id':'1','product_retailer_id':'A'}} | 131009 | a product message takes no header
{'type':'product','action':{'catalog_id':'1'}} | 131008 | Parameter 'interactive.action.product_retailer_id' is mandatory
{'type':'product_list','body':{'text':'b'},'action':{'catalog_id':'1','sections':[{'product_items':[{'product_retailer_id':'A'}]}]}} | 131008 | Parameter 'interactive.header' is mandatory
{'type':'product_list','header':{'type':'text','text':'h'},'body':{'text':'b'},'action':{'catalog_id':'1','sections':[{'title':'s'}]}} | 131009 | Total product count exceed max allowed count: 30
{'type':'catalog_message','body':{'text':'b'},'action':{'name':'shop'}} | 131009 | interactive.action.name must be catalog_message
{'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_cta':'Book'}}} | 131009 | interactive.action.parameters must hold flow_id or flow_name, and not both
{'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_id':'1','flow_cta':'1234567890123456789012345678901'}}} | 131009 | interactive.action.parameters.flow_cta length invalid. Max length: 30, actual: 31
{'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_id':'1','flow_cta':'Book','mode':'test'}}} | 131009 | interactive.action.parameters.mode must be one of [draft, published]
{'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_id':'1','flow_cta':'Book','flow_action':'navigate'}}} | 131008 | Parameter 'interactive.action.parameters.flow_action_payload.screen' is mandatory
{'type':'location_request_message','body':{'text':'b'},'action':{'name':'locate'}} | 131009 | interactive.action.name must be send_location
{'type':'carousel','header':{'type':'text','text':'h'},'body':{'text':'b'},'action':{'cards':[]}} | 131009 | a carousel takes no header and no footer
{'type':'carousel','body':{'text':'b'},'action':{'cards':[{'card_index':0,'type':'product','action':{'product_retailer_id':'A','catalog_id':'1'}}]}} | 131009 | interactive.action.cards must hold 2 to 10
{'type':'carousel','body':{'text':'b'},'action':{'cards':[{'card_index':1,'type':'product','action':{'product_retailer_id':'A','catalog_id':'1'}},{'card_index':1,'type':'product','action':{'product_retailer_id':'A','catalog_id':'1'}}]}} | 131009 | interactive.action.cards[].card_index must count from 0
{'type':'carousel','body':{'text':'b'},'action':{'cards':[{'card_index':0,'type':'product','action':{'product_retailer_id':'A','catalog_id':'1'}},{'card_index':1,'type':'product','action':{'product_retailer_id':'A','catalog_id':'2'}}]}} | 131009 | All cards must have the same type and buttons
{'type':'poem','body':{'text':'b'}} | 131009 | interactive.type 'poem' is not supported
""")
    void aBadInteractiveIsNamed(String interactive, int code, String details) throws Exception {
        JsonNode error = refused(send("'type':'interactive','interactive':" + interactive), code);
        assertThat(error.path("error_data").path("details").stringValue()).isEqualTo(details);
    }

    @Test
    void cardsOfACarouselAreShort() throws Exception {
        ok(send(carousel(MEDIA_CARD)));
        refused(send(carousel(MEDIA_CARD.replace("'b'", "'" + "b".repeat(161) + "'"))), 131009);
        refused(send(carousel(MEDIA_CARD.replace("'b'", "'b\\nb\\nb\\nb'"))), 131009);
        refused(send(carousel(MEDIA_CARD.replace("'image'", "'document'"))), 131009);
    }

    @Test
    void aTemplatesCarouselHasAsManyCardsAsWereApproved() throws Exception {
        Button shop = new Button(ButtonType.URL, "Shop", "https://a.example/{{1}}");
        Card card = new Card(Header.IMAGE, "Only {{1}}", List.of(shop));
        sandbox.whatsAppTemplates()
                .register(
                        WhatsAppTemplate.ofText("spring", "en", "Spring is here")
                                .withCards(card, card));
        String filled =
                "{'card_index':%d,'components':[{'type':'header','parameters':[{'type':'image','image':{'link':'https://a.example/a.jpg'}}]},{'type':'body','parameters':[{'type':'text','text':'9.90'}]},{'type':'button','sub_type':'url','index':'0','parameters':[{'type':'text','text':'x'}]}]}";
        ok(send(template("spring", cards(filled, 2))));
        JsonNode error = refused(send(template("spring", cards(filled, 3))), 132012);
        assertThat(error.path("error_data").path("details").stringValue()).startsWith("header:");
        refused(
                send(
                        template(
                                "spring",
                                cards(filled.replace("{'type':'text','text':'9.90'}", ""), 2))),
                132000);
        assertThatThrownBy(() -> new Card(Header.IMAGE, "b".repeat(161), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOfferEndsAndACodeIsCopied() throws Exception {
        sandbox.whatsAppTemplates()
                .register(
                        WhatsAppTemplate.ofText("offer", "en", "Today only")
                                .withOffer(new Offer("Ends soon", true))
                                .withButtons(new Button(ButtonType.COPY_CODE, "Copy", null)));
        String end =
                "{'type':'limited_time_offer','parameters':[{'type':'limited_time_offer','limited_time_offer':{'expiration_time_ms':%s}}]}";
        String code =
                "{'type':'button','sub_type':'copy_code','index':0,'parameters':[{'type':'coupon_code','coupon_code':'%s'}]}";
        ok(
                send(
                        template(
                                "offer",
                                end.formatted("1790000000000") + "," + code.formatted("SPRING"))));
        refused(send(template("offer", code.formatted("SPRING"))), 132000);
        refused(
                send(template("offer", end.formatted("'soon'") + "," + code.formatted("A"))),
                131008);
        refused(
                send(
                        template(
                                "offer",
                                end.formatted("1") + "," + code.formatted("1234567890123456"))),
                131009);
    }

    @Test
    void theMarketingApiTakesMarketingTemplatesOnly() throws Exception {
        sandbox.whatsAppWebhook(parley.uri("/w"));
        whatsApp.voice().oddities(0);
        sandbox.whatsAppTemplates().register(WhatsAppTemplate.ofText("sale", "en", "Sale"));
        String number = sandbox.accounts().whatsApp().phoneNumberId();
        String envelope = "{'messaging_product':'whatsapp','to':'+" + PHONE + "',";
        ok(call("POST", number + "/marketing_messages", envelope + template("sale", "") + "}"));
        refused(
                call(
                        "POST",
                        number + "/marketing_messages",
                        envelope + "'type':'text','text':{'body':'x'}}"),
                134100);
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(changes("messages").getFirst().at("/statuses/0/pricing/category").stringValue())
                .isEqualTo("marketing_lite");
        whatsApp.onboarded(false);
        ok(call("POST", number + "/marketing_messages", envelope + template("sale", "") + "}"));
        refused(
                call(
                        "POST",
                        number + "/marketing_messages",
                        envelope + "'product_policy':'STRICT'," + template("sale", "") + "}"),
                131055);
    }

    @Test
    void aPersonWithoutANumberIsReachedByTheScopedId() throws Exception {
        sandbox.whatsAppWebhook(parley.uri("/w"));
        whatsApp.voice().oddities(0);
        String scoped = whatsApp.voice().hideNumber(PHONE);
        assertThat(scoped).matches("[A-Z]{2}\\.[A-Za-z0-9]+");
        whatsApp.voice().say(PHONE, "hello");
        JsonNode said = changes("messages").getFirst();
        assertThat(said.at("/messages/0").has("from")).isFalse();
        assertThat(said.at("/messages/0/from_user_id").stringValue()).isEqualTo(scoped);
        assertThat(said.at("/contacts/0").has("wa_id")).isFalse();
        JsonNode answer =
                ok(
                        call(
                                "POST",
                                sandbox.accounts().whatsApp().phoneNumberId() + "/messages",
                                "{'messaging_product':'whatsapp','recipient':'%s','type':'text','text':{'body':'x'}}"
                                        .formatted(scoped)));
        assertThat(answer.at("/contacts/0").has("wa_id")).isFalse();
        assertThat(sandbox.received().count(Channel.WHATSAPP, PHONE)).isEqualTo(1);
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        JsonNode status = changes("messages").getLast().at("/statuses/0");
        assertThat(status.has("recipient_id")).isFalse();
        assertThat(status.path("recipient_user_id").stringValue()).isEqualTo(scoped);
        refused(
                call(
                        "POST",
                        sandbox.accounts().whatsApp().phoneNumberId() + "/messages",
                        "{'messaging_product':'whatsapp','recipient':'me','type':'text','text':{'body':'x'}}"),
                131009);
    }

    @Test
    void aPairIsPacedAfterABurst() throws Exception {
        caller.close();
        sandbox.close();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withClock(clock)
                                .withHabits(Habits.all(Propensities.SILENT))
                                .withWhatsApp(new WhatsAppRules(0, Set.of(), true)));
        caller = new Caller(sandbox);
        sandbox.whatsAppUsers().window(PHONE, true);
        for (int i = 0; i < 45; i++) {
            ok(send("'type':'text','text':{'body':'x'}"));
        }
        HttpResponse<String> answer = send("'type':'text','text':{'body':'x'}");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("131056");
        clock.advance(Duration.ofSeconds(6));
        ok(send("'type':'text','text':{'body':'x'}"));
    }

    @Test
    void theNumberSaysWhoItIsAndTheBusinessSubscribes() throws Exception {
        String number = sandbox.accounts().whatsApp().phoneNumberId();
        assertThat(ok(call("GET", number, "")).path("id").stringValue()).isEqualTo(number);
        String account = sandbox.accounts().whatsApp().businessAccountId();
        ok(
                call(
                        "POST",
                        account + "/subscribed_apps",
                        "{'override_callback_uri':'%s','verify_token':'ours'}"
                                .formatted(parley.uri("/w"))));
        assertThat(parley.seen("/w").getFirst().uri().getQuery()).contains("verify_token=ours");
        assertThat(sandbox.webhooks().targets()).containsKey(Channel.WHATSAPP);
    }

    @Test
    void statusesComeInOddSequences() throws Exception {
        sandbox.whatsAppWebhook(parley.uri("/w"));
        whatsApp.voice().oddities(0.5);
        for (int i = 0; i < 40; i++) {
            whatsApp.voice().window("3598880000" + (10 + i), true);
            ok(
                    call(
                            "POST",
                            sandbox.accounts().whatsApp().phoneNumberId() + "/messages",
                            "{'messaging_product':'whatsapp','to':'+3598880000%d','type':'text','text':{'body':'x'}}"
                                    .formatted(10 + i)));
        }
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        Map<String, List<String>> sequences =
                changes("messages").stream()
                        .flatMap(value -> value.path("statuses").valueStream())
                        .collect(
                                java.util.stream.Collectors.groupingBy(
                                        status -> status.path("id").stringValue(),
                                        java.util.stream.Collectors.mapping(
                                                status -> status.path("status").stringValue(),
                                                java.util.stream.Collectors.toList())));
        assertThat(sequences).hasSize(40);
        assertThat(sequences.values())
                .anyMatch(each -> !each.contains("delivered") && each.contains("read"));
        assertThat(sequences.values())
                .anyMatch(each -> Collections.frequency(each, "delivered") == 2);
        assertThat(sequences.values())
                .anyMatch(each ->
                        each.contains("delivered")
                                && each.indexOf("sent") > each.indexOf("delivered"));
    }

    private List<JsonNode> changes(String field) {
        return parley.seen("/w").stream()
                .filter(seen -> seen.method().equals("POST"))
                .flatMap(seen -> seen.json().path("entry").valueStream())
                .flatMap(entry -> entry.path("changes").valueStream())
                .filter(change -> change.path("field").stringValue().equals(field))
                .map(change -> change.path("value"))
                .toList();
    }

    private HttpResponse<String> send(String content) throws Exception {
        return call(
                "POST",
                sandbox.accounts().whatsApp().phoneNumberId() + "/messages",
                "{'messaging_product':'whatsapp','to':'+" + PHONE + "'," + content + "}");
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return caller.call(
                method,
                "/whatsapp/v25.0/" + path,
                Map.of("Authorization", "Bearer " + sandbox.accounts().whatsApp().accessToken()),
                body);
    }
}
