package org.parley.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sandbox.Caller;
import org.parley.sandbox.MovableClock;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Button;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.ButtonType;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Category;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Header;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Status;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class WhatsAppRefusalsTest {
    private static final String ENVELOPE = "{'messaging_product':'whatsapp','to':'+359888123456',";
    private static final String REPLY = "{'type':'reply','reply':{'id':'ID','title':'TITLE'}}";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() {
        open(SandboxSettings.forBenchmarks());
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
    }

    @Test
    void aWrongTokenIsHttp401() throws Exception {
        HttpResponse<String> answer = caller.whatsApp(json("{}"), "wrong");
        assertThat(answer.statusCode()).isEqualTo(401);
        JsonNode error = Json.MAPPER.readTree(answer.body()).path("error");
        assertThat(error.path("message").stringValue())
                .isEqualTo("Invalid OAuth access token - Cannot parse access token");
        assertThat(error.path("type").stringValue()).isEqualTo("OAuthException");
        assertThat(error.path("code").intValue()).isEqualTo(190);
        assertThat(error.path("fbtrace_id").stringValue()).startsWith("A");
    }

    @Test
    void anotherPhoneNumberIdDoesNotExist() throws Exception {
        HttpResponse<String> answer =
                caller.post(
                        java.net.URI.create(sandbox.whatsAppBaseUri() + "/v25.0/1/messages"),
                        java.util.Map.of(
                                "Authorization",
                                "Bearer " + sandbox.accounts().whatsApp().accessToken()),
                        "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":100").contains("\"error_subcode\":33");
    }

    @Test
    void theErrorBodyIsMetas() throws Exception {
        HttpResponse<String> answer = caller.whatsApp(json(ENVELOPE + "'text':{}}"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().replaceAll("\"fbtrace_id\":\"[^\"]*\"", "TRACE"))
                .isEqualTo(
                        """
                        {"error":{"message":"(#131008) Required parameter is missing",\
                        "type":"OAuthException","code":131008,"error_data":{\
                        "messaging_product":"whatsapp",\
                        "details":"Parameter 'text.body' is mandatory"},TRACE}}\
                        """);
    }

    @Test
    void theAnswerToAnAcceptedTemplateNamesInputAndWaId() throws Exception {
        template(WhatsAppTemplate.ofText("hello", "en", "Hello"));
        JsonNode answer =
                ok(send("'type':'template','template':{'name':'hello','language':{'code':'en'}}"));
        assertThat(answer.path("contacts").path(0).path("input").stringValue())
                .isEqualTo("+359888123456");
        assertThat(answer.path("contacts").path(0).path("wa_id").stringValue())
                .isEqualTo("359888123456");
        assertThat(answer.path("messages").path(0).path("id").stringValue())
                .startsWith("wamid.HBgM");
        assertThat(answer.path("messages").path(0).path("message_status").stringValue())
                .isEqualTo("accepted");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
no product | {'to':'+359888123456','type':'text','text':{'body':'x'}} | 100 | The parameter messaging_product is required.
other product | {'messaging_product':'sms','to':'+359888123456','type':'text','text':{'body':'x'}} | 100 | Param messaging_product must be one of {WHATSAPP}
no to | {'messaging_product':'whatsapp','type':'text','text':{'body':'x'}} | 131008 | Parameter 'to' is mandatory
bad to | {'messaging_product':'whatsapp','to':'me','type':'text','text':{'body':'x'}} | 131009 | to is not a phone number
empty text | ENV'type':'text','text':{'body':''}} | 100 | text.body must be a non-empty string
unknown type | ENV'type':'poem'} | 100 | Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got "poem".
image without source | ENV'type':'image','image':{'caption':'x'}} | 131008 | Parameter 'image.id or image.link' is mandatory
no interactive | ENV'type':'interactive'} | 131008 | Parameter 'interactive' is mandatory
no buttons | ENV'type':'interactive','interactive':{'type':'button','body':{'text':'x'},'action':{'buttons':[]}}} | 131008 | Parameter 'interactive.action.buttons' is mandatory
long title | ENV'type':'interactive','interactive':{'type':'button','body':{'text':'x'},'action':{'buttons':[{'type':'reply','reply':{'id':'a','title':'123456789012345678901'}}]}}} | 131009 | interactive.action.buttons[].reply.title length invalid. Max length: 20, actual: 21
same title | ENV'type':'interactive','interactive':{'type':'button','body':{'text':'x'},'action':{'buttons':[{'type':'reply','reply':{'id':'a','title':'t'}},{'type':'reply','reply':{'id':'b','title':'t'}}]}}} | 131009 | Duplicated button title in interactive.action.buttons
cta without url | ENV'type':'interactive','interactive':{'type':'cta_url','body':{'text':'x'},'action':{'name':'cta_url','parameters':{'display_text':'go'}}}} | 131008 | Parameter 'interactive.action.parameters.url' is mandatory
cta long text | ENV'type':'interactive','interactive':{'type':'cta_url','body':{'text':'x'},'action':{'name':'cta_url','parameters':{'display_text':'123456789012345678901','url':'https://a.example'}}}} | 131009 | interactive.action.parameters.display_text length invalid. Max length: 20, actual: 21
no template | ENV'type':'template'} | 131008 | Parameter 'template' is mandatory
closed window | ENV'type':'text','text':{'body':'x'}} | 131047 | Message failed to send because more than 24 hours have passed since the customer last replied to this number.
""")
    void aBadRequestIsNamed(String name, String body, int code, String details) throws Exception {
        JsonNode error =
                error(caller.whatsApp(body.replace("ENV", ENVELOPE).replace('\'', '"')), 400);
        assertThat(error.path("code").intValue()).as(name).isEqualTo(code);
        assertThat(error.path("error_data").path("details").stringValue()).isEqualTo(details);
        assertThat(sandbox.received().total(Channel.WHATSAPP)).isZero();
    }

    @Test
    void fourReplyButtonsAreTooMany() throws Exception {
        String buttons =
                String.join(
                        ",",
                        java.util.stream.IntStream.range(0, 4)
                                .mapToObj(
                                        i -> REPLY.replace("ID", "i" + i).replace("TITLE", "t" + i))
                                .toList());
        JsonNode error =
                error(
                        send(
                                "'type':'interactive','interactive':{'type':'button','body':{'text':'x'},"
                                        + "'action':{'buttons':["
                                        + buttons
                                        + "]}}"),
                        400);
        assertThat(error.path("code").intValue()).isEqualTo(131009);
        assertThat(error.path("error_data").path("details").stringValue())
                .isEqualTo("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3");
    }

    @Test
    void lengthsAreCountedToTheCharacter() throws Exception {
        sandbox.whatsAppUsers().window("+359888123456", true);
        assertThat(send("'type':'text','text':{'body':'" + "x".repeat(4096) + "'}").statusCode())
                .isEqualTo(200);
        assertThat(code(send("'type':'text','text':{'body':'" + "x".repeat(4097) + "'}")))
                .isEqualTo(131009);
        String image = "'type':'image','image':{'link':'https://a.example/i.png','caption':'%s'}";
        assertThat(send(image.formatted("x".repeat(1024))).statusCode()).isEqualTo(200);
        assertThat(code(send(image.formatted("x".repeat(1025))))).isEqualTo(131009);
        assertThat(
                        code(
                                send(
                                        "'biz_opaque_callback_data':'"
                                                + "x".repeat(513)
                                                + "','text':{'body':'x'}")))
                .isEqualTo(131009);
    }

    @Test
    void tenRowsInAllSectionsAndNoMore() throws Exception {
        sandbox.whatsAppUsers().window("+359888123456", true);
        assertThat(send(list(10)).statusCode()).isEqualTo(200);
        assertThat(error(send(list(11)), 400).path("error_data").path("details").stringValue())
                .isEqualTo("Total row count exceed max allowed count: 10");
    }

    @Test
    void aTemplateThatIsNotRegisteredIsHttp404() throws Exception {
        template(WhatsAppTemplate.ofText("hello", "en", "Hello"));
        JsonNode error =
                error(
                        send(
                                "'type':'template','template':{'name':'hello','language':{'code':'bg'}}"),
                        404);
        assertThat(error.path("code").intValue()).isEqualTo(132001);
        assertThat(error.path("message").stringValue())
                .isEqualTo("(#132001) Template name does not exist in the translation");
        assertThat(error.path("error_data").path("details").stringValue())
                .isEqualTo("template name (hello) does not exist in bg");
    }

    @Test
    void parametersMustBeAsManyAsPlaceholders() throws Exception {
        template(WhatsAppTemplate.ofText("sale", "en", "Hi {{1}}, {{2}} off"));
        JsonNode error = error(send(sale("{'type':'text','text':'Ann'}")), 400);
        assertThat(error.path("code").intValue()).isEqualTo(132000);
        assertThat(error.path("error_data").path("details").stringValue())
                .isEqualTo(
                        "body: number of localizable_params (1) does not match the expected number"
                                + " of params (2)");
        assertThat(
                        send(sale("{'type':'text','text':'Ann'},{'type':'text','text':'10 %'}"))
                                .statusCode())
                .isEqualTo(200);
        assertThat(code(send(sale("{'type':'text','text':'A\\nB'},{'type':'text','text':'x'}"))))
                .isEqualTo(100);
        assertThat(
                        code(
                                send(
                                        sale(
                                                "{'type':'text','text':'%s'},{'type':'text','text':'x'}"
                                                        .formatted("x".repeat(1024))))))
                .isEqualTo(132005);
    }

    @Test
    void namedParametersNeedTheirNames() throws Exception {
        template(WhatsAppTemplate.ofText("sale", "en", "Hi {{first_name}}"));
        assertThat(code(send(sale("{'type':'text','text':'Ann'}")))).isEqualTo(100);
        assertThat(
                        send(sale("{'type':'text','parameter_name':'first_name','text':'Ann'}"))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aButtonWithAVariableNeedsItsParameter() throws Exception {
        template(
                WhatsAppTemplate.ofText("sale", "en", "Sale")
                        .withButtons(
                                new Button(ButtonType.URL, "Shop", "https://a.example/r/{{1}}"),
                                new Button(ButtonType.QUICK_REPLY, "Stop", null)));
        JsonNode error =
                error(
                        send(
                                "'type':'template','template':{'name':'sale','language':{'code':'en'}}"),
                        400);
        assertThat(error.path("code").intValue()).isEqualTo(131008);
        String button =
                "'type':'template','template':{'name':'sale','language':{'code':'en'},'components':["
                        + "{'type':'button','sub_type':'%s','index':'0','parameters':[{'type':'text','text':'tok'}]}]}";
        assertThat(code(send(button.formatted("quick_reply")))).isEqualTo(132012);
        assertThat(send(button.formatted("url")).statusCode()).isEqualTo(200);
    }

    @Test
    void anImageHeaderNeedsAnImage() throws Exception {
        template(
                new WhatsAppTemplate(
                        "sale",
                        "en",
                        Category.MARKETING,
                        Header.IMAGE,
                        null,
                        "Sale",
                        java.util.List.of(),
                        Status.APPROVED));
        assertThat(
                        code(
                                send(
                                        "'type':'template','template':{'name':'sale','language':{'code':'en'}}")))
                .isEqualTo(132012);
        assertThat(
                        send("'type':'template','template':{'name':'sale','language':{'code':'en'},"
                                        + "'components':[{'type':'header','parameters':[{'type':'image',"
                                        + "'image':{'link':'https://a.example/i.png'}}]}]}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pausedAndDisabledTemplatesAreRefused() throws Exception {
        WhatsAppTemplate sale = WhatsAppTemplate.ofText("sale", "en", "Sale");
        String request = "'type':'template','template':{'name':'sale','language':{'code':'en'}}";
        template(sale.withStatus(Status.PAUSED));
        assertThat(code(send(request))).isEqualTo(132015);
        template(sale.withStatus(Status.DISABLED));
        assertThat(code(send(request))).isEqualTo(132016);
    }

    @Test
    void whoIsNotOnWhatsAppOrStoppedOffersIsRefused() throws Exception {
        template(WhatsAppTemplate.ofText("sale", "en", "Sale"));
        String request = "'type':'template','template':{'name':'sale','language':{'code':'en'}}";
        sandbox.whatsAppUsers().preferMarketing("+359888123456", false);
        assertThat(code(send(request))).isEqualTo(131050);
        sandbox.whatsAppUsers().preferMarketing("+359888123456", true);
        assertThat(send(request).statusCode()).isEqualTo(200);
        sandbox.customers().book().unregister(Channel.WHATSAPP, "+359 888 123456");
        JsonNode error = error(send(request), 400);
        assertThat(error.path("code").intValue()).isEqualTo(131026);
        assertThat(error.path("message").stringValue())
                .isEqualTo("(#131026) Message undeliverable");
    }

    @Test
    void theWindowClosesADayAfterTheLastMessageOfTheCustomer() throws Exception {
        close();
        MovableClock clock = new MovableClock();
        open(SandboxSettings.forBenchmarks().withClock(clock));
        sandbox.whatsAppUsers().say("359888123456", "hello");
        assertThat(send("'text':{'body':'x'}").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofDays(1));
        assertThat(code(send("'text':{'body':'x'}"))).isEqualTo(131047);
    }

    @Test
    void moreThanTheNumberSendsInASecondIsHttp429() throws Exception {
        close();
        MovableClock clock = new MovableClock();
        open(
                SandboxSettings.forBenchmarks()
                        .withClock(clock)
                        .withWhatsApp(new WhatsAppRules(2, Set.of())));
        template(WhatsAppTemplate.ofText("sale", "en", "Sale"));
        String request = "'type':'template','template':{'name':'sale','language':{'code':'en'}}";
        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(error(send(request), 429).path("code").intValue()).isEqualTo(130429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void readMarksAreTaken() throws Exception {
        assertThat(
                        caller.whatsApp(
                                        json(
                                                "{'messaging_product':'whatsapp','status':'read','message_id':'wamid.x'}"))
                                .body())
                .isEqualTo(json("{'success':true}"));
    }

    private void open(SandboxSettings settings) {
        sandbox = Sandbox.start(settings);
        caller = new Caller(sandbox);
    }

    private void template(WhatsAppTemplate template) {
        sandbox.whatsAppTemplates().register(template);
    }

    private static String sale(String parameters) {
        return "'type':'template','template':{'name':'sale','language':{'code':'en'},'components':["
                + "{'type':'body','parameters':["
                + parameters
                + "]}]}";
    }

    private static String list(int rows) {
        String row = "{'id':'r','title':'t','description':'d'}";
        return "'type':'interactive','interactive':{'type':'list','body':{'text':'x'},'action':{"
                + "'button':'Pick','sections':[{'title':'s','rows':["
                + String.join(",", Collections.nCopies(rows, row))
                + "]}]}}";
    }

    private HttpResponse<String> send(String fields) throws Exception {
        return caller.whatsApp(json(ENVELOPE + fields + "}"));
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private static int code(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body()).path("error").path("code").intValue();
    }

    private static JsonNode error(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body()).path("error");
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
