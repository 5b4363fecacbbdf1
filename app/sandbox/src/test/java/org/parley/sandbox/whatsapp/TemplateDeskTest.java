package org.parley.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sandbox.whatsapp.WhatsAppForms.cards;
import static org.parley.sandbox.whatsapp.WhatsAppForms.ok;
import static org.parley.sandbox.whatsapp.WhatsAppForms.refused;
import static org.parley.sandbox.whatsapp.WhatsAppForms.template;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sandbox.Caller;
import org.parley.sandbox.MovableClock;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Status;
import tools.jackson.databind.JsonNode;

/// Templates handed in, judged and sent.
class TemplateDeskTest {
    private static final String PHONE = "359888123456";
    private static final String CARD =
            "{'components':[{'type':'header','format':'image','example':{'header_handle':['4::aW']}},"
                    + "{'type':'body','text':'Only {{1}} today','example':{'body_text':[['9.90']]}},"
                    + "{'type':'buttons','buttons':[{'type':'quick_reply','text':'More'},"
                    + "{'type':'url','text':'Shop','url':'https://a.example/{{1}}','example':['x']}]}]}";
    private static final String OFFER =
            "{'type':'limited_time_offer','limited_time_offer':{'text':'Ends soon','has_expiration':%s}},"
                    + "{'type':'body','text':'Today only'}";
    private static final String CODE = "{'type':'copy_code','example':'SPRING'}";
    private static final String LINK = "{'type':'url','text':'Shop','url':'https://a.example'}";

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
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @Test
    void aTemplateIsCreatedJudgedAndRated() throws Exception {
        sandbox.whatsAppWebhook(parley.uri("/w"));
        String account = sandbox.accounts().whatsApp().businessAccountId();
        JsonNode created =
                ok(
                        call(
                                "POST",
                                account + "/message_templates",
                                "{'name':'news','language':'en','category':'MARKETING','components':[{'type':'HEADER','format':'IMAGE','example':{'header_handle':['4::aW']}},{'type':'BODY','text':'Hello {{1}}, how are you','example':{'body_text':[['Anna']]}},{'type':'FOOTER','text':'f'},{'type':'BUTTONS','buttons':[{'type':'QUICK_REPLY','text':'Yes'},{'type':'URL','text':'Shop','url':'https://a.example/{{1}}','example':['x']}]}]}"));
        assertThat(created.path("status").stringValue()).isEqualTo("PENDING");
        refused(send(template("news", "")), 132001);
        whatsApp.judge("news", "en", Status.APPROVED, null);
        assertThat(
                        ok(call("GET", account + "/message_templates", ""))
                                .path("data")
                                .path(0)
                                .path("status")
                                .stringValue())
                .isEqualTo("APPROVED");
        whatsApp.quality("news", "en", "GREEN", "RED");
        whatsApp.judge("news", "en", Status.PAUSED, "low quality");
        refused(send(template("news", "")), 132015);
        assertThat(changes("message_template_status_update"))
                .extracting(value -> value.path("event").stringValue())
                .containsExactly("APPROVED", "PAUSED");
        assertThat(
                        changes("message_template_quality_update")
                                .getFirst()
                                .path("new_quality_score")
                                .stringValue())
                .isEqualTo("RED");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
bad name | 'name':'News!','components':[{'type':'BODY','text':'Hello'}] | 100
no body | 'name':'news','components':[] | 100
leading variable | 'name':'news','components':[{'type':'BODY','text':'{{1}} hello there'}] | 2388299
dense variables | 'name':'news','components':[{'type':'BODY','text':'a {{1}} {{2}} {{3}} b'}] | 2388293
long footer | 'name':'news','components':[{'type':'BODY','text':'Hello'},{'type':'FOOTER','text':'1234567890123456789012345678901234567890123456789012345678901'}] | 131009
three links | 'name':'news','components':[{'type':'BODY','text':'Hello'},{'type':'BUTTONS','buttons':[{'type':'URL','text':'A','url':'https://a.example'},{'type':'URL','text':'B','url':'https://a.example'},{'type':'URL','text':'C','url':'https://a.example'}]}] | 100
no sample of a picture | 'name':'news','components':[{'type':'HEADER','format':'IMAGE'},{'type':'BODY','text':'Hello'}] | 100
no sample of a variable | 'name':'news','components':[{'type':'BODY','text':'Hello {{1}}, how are you'}] | 100
no sample of an address | 'name':'news','components':[{'type':'BODY','text':'Hello'},{'type':'BUTTONS','buttons':[{'type':'URL','text':'A','url':'https://a.example/{{1}}'}]}] | 100
mixed order | 'name':'news','components':[{'type':'BODY','text':'Hello'},{'type':'BUTTONS','buttons':[{'type':'QUICK_REPLY','text':'A'},{'type':'URL','text':'B','url':'https://a.example'},{'type':'QUICK_REPLY','text':'C'}]}] | 100
""")
    void aBadTemplateIsNotCreated(String name, String fields, int code) throws Exception {
        String account = sandbox.accounts().whatsApp().businessAccountId();
        refused(
                call(
                        "POST",
                        account + "/message_templates",
                        "{'language':'en','category':'MARKETING'," + fields + "}"),
                code);
        assertThat(sandbox.whatsAppTemplates().all()).as(name).isEmpty();
    }

    @Test
    void moreThanAHundredTemplatesAnHourAreTooMany() throws Exception {
        String account = sandbox.accounts().whatsApp().businessAccountId();
        String body =
                "{'name':'t_%d','language':'en','category':'UTILITY','components':[{'type':'BODY','text':'Hello'}]}";
        for (int i = 0; i < 100; i++) {
            ok(call("POST", account + "/message_templates", body.formatted(i)));
        }
        refused(call("POST", account + "/message_templates", body.formatted(100)), 80008);
        clock.advance(Duration.ofHours(1));
        ok(call("POST", account + "/message_templates", body.formatted(100)));
    }

    @Test
    void aCarouselIsCreatedAndSentWithAsManyCards() throws Exception {
        ok(create("{'type':'body','text':'Spring is here'}," + carousel(CARD, CARD)));
        whatsApp.judge("news", "en", Status.APPROVED, null);
        String filled =
                "{'card_index':%d,'components':[{'type':'header','parameters':[{'type':'image','image':{'link':'https://a.example/a.jpg'}}]},{'type':'body','parameters':[{'type':'text','text':'9.90'}]},{'type':'button','sub_type':'quick_reply','index':'0','parameters':[{'type':'payload','payload':'MORE'}]},{'type':'button','sub_type':'url','index':'1','parameters':[{'type':'text','text':'x'}]}]}";
        ok(send(template("news", cards(filled, 2))));
        refused(send(template("news", cards(filled, 3))), 132012);
    }

    @Test
    void aBadCarouselIsNotCreated() throws Exception {
        String body = "{'type':'body','text':'Spring is here'},";
        String bare = CARD.replaceAll("\\{'type':'body'.*?}},", "");
        refuse(body + carousel(CARD), "a carousel has 2 to 10 cards");
        refuse(body + carousel(), "a carousel has 2 to 10 cards");
        refuse(
                body + carousel(CARD, CARD.replace("'image'", "'video'")),
                "all cards must have the same components");
        refuse(body + carousel(CARD, bare), "all cards must have the same components");
        refuse(
                body + carousel(CARD, CARD.replace("{'type':'quick_reply','text':'More'},", "")),
                "all cards must have the same components");
        String document = CARD.replace("'image'", "'document'");
        refuse(body + carousel(document, document), "the header of a card is an image or a video");
        String code = CARD.replace("{'type':'quick_reply','text':'More'}", CODE);
        refuse(
                body + carousel(code, code),
                "a card takes quick replies, URL and phone number buttons");
        refuse(
                body + "{'type':'footer','text':'f'}," + carousel(CARD, CARD),
                "beside a carousel there is a body only");
        refused(create("UTILITY", body + carousel(CARD, CARD)), 100);
        ok(create(body + carousel(bare, bare)));
    }

    @Test
    void anOfferThatEndsIsCreatedAndSentWithItsEndAndItsCode() throws Exception {
        ok(create(OFFER.formatted(true) + buttons(CODE, LINK)));
        whatsApp.judge("news", "en", Status.APPROVED, null);
        String end =
                "{'type':'limited_time_offer','parameters':[{'type':'limited_time_offer','limited_time_offer':{'expiration_time_ms':1790000000000}}]}";
        String code =
                "{'type':'button','sub_type':'copy_code','index':0,'parameters':[{'type':'coupon_code','coupon_code':'SPRING'}]}";
        ok(send(template("news", end + "," + code)));
        refused(send(template("news", code)), 132000);
    }

    @Test
    void anOfferWithoutAnEndIsSentWithoutOne() throws Exception {
        ok(create(OFFER.formatted(false) + buttons(LINK)));
        whatsApp.judge("news", "en", Status.APPROVED, null);
        ok(send(template("news", "")));
        refused(
                send(
                        template(
                                "news",
                                "{'type':'limited_time_offer','parameters':[{'type':'limited_time_offer','limited_time_offer':{'expiration_time_ms':1790000000000}}]}")),
                132000);
    }

    @Test
    void aBadOfferIsNotCreated() throws Exception {
        String order = "a limited-time offer takes a copy code button and a URL button behind it";
        refuse(OFFER.formatted(true) + buttons(LINK), order);
        refuse(OFFER.formatted(true) + buttons(LINK, CODE), order);
        refuse(OFFER.formatted(false) + buttons(CODE), order);
        refuse(OFFER.formatted(false), order);
        refuse(
                OFFER.formatted(true) + buttons(CODE, LINK) + ",{'type':'footer','text':'f'}",
                "a limited-time offer takes no footer and no carousel");
        refuse(
                OFFER.formatted(true)
                        + buttons(CODE, LINK)
                        + ",{'type':'header','format':'text','text':'h'}",
                "the header of a limited-time offer is an image or a video");
        refuse(
                OFFER.formatted(true).replace("Ends soon", "Ends very soon now")
                        + buttons(CODE, LINK),
                "an offer takes 1 to 16 characters");
        refuse(
                OFFER.formatted(true).replace("Today only", "x".repeat(601)) + buttons(CODE, LINK),
                "the body of an offer takes 600 characters");
        refused(create("UTILITY", OFFER.formatted(true) + buttons(CODE, LINK)), 100);
    }

    private void refuse(String components, String details) throws Exception {
        JsonNode error = refused(create(components), 100);
        assertThat(error.path("error_data").path("details").stringValue()).isEqualTo(details);
    }

    private static String carousel(String... cards) {
        return "{'type':'carousel','cards':[" + String.join(",", cards) + "]}";
    }

    private static String buttons(String... buttons) {
        return ",{'type':'buttons','buttons':[" + String.join(",", buttons) + "]}";
    }

    private HttpResponse<String> create(String components) throws Exception {
        return create("MARKETING", components);
    }

    private HttpResponse<String> create(String category, String components) throws Exception {
        return call(
                "POST",
                sandbox.accounts().whatsApp().businessAccountId() + "/message_templates",
                "{'name':'news','language':'en','category':'%s','components':[%s]}"
                        .formatted(category, components));
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
