package org.parley.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.channels.FakeProvider;
import org.parley.channels.Pace;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.testing.Chats;
import org.parley.channels.testing.Json;
import org.parley.channels.testing.Receiver;
import org.parley.core.channel.InboundEvent.TemplateNews;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.NewTemplate.HeaderKind;
import org.parley.core.channel.NewTemplate.TapKind;
import org.parley.core.channel.NewTemplate.TemplateButton;
import org.parley.core.channel.NewTemplate.TemplateHeader;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.TemplateChange;
import org.parley.core.channel.TemplateReport;
import org.parley.core.channel.TemplateState;
import org.parley.core.content.ProviderTemplate;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.whatsapp.WhatsAppRules;
import org.parley.sandbox.whatsapp.WhatsAppSite;
import org.parley.sandbox.whatsapp.WhatsAppTemplate;
import org.parley.sandbox.world.Channel;

/// Templates and the Marketing Messages API against the simulated Meta.
class WhatsAppTemplatesTest {

    private static final String ANNA = "+359888123456";
    private static final String BODY = "Hallo {{1}}, unser Schlussverkauf hat heute begonnen!";

    private Sandbox sandbox;
    private WhatsAppSite meta;
    private WhatsAppAccount account;

    @BeforeEach
    void start() {
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withWhatsApp(WhatsAppRules.UNLIMITED)
                                .withHabits(Habits.all(Propensities.QUIET)));
        meta = sandbox.provider(WhatsAppSite.class);
        account = open(Map.of());
    }

    @AfterEach
    void stop() {
        account.close();
        sandbox.close();
    }

    @Test
    void aNewTemplateIsPendingUntilMetaHasLookedAtIt() {
        assertThat(account.create(wanted(BODY)))
                .isInstanceOfSatisfying(
                        TemplateAnswer.Told.class,
                        told ->
                                assertThat(told.templates())
                                        .singleElement()
                                        .satisfies(report -> {
                                            assertThat(report.name()).isEqualTo("spring_sale");
                                            assertThat(report.state())
                                                    .isEqualTo(TemplateState.PENDING);
                                            assertThat(report.category()).isEqualTo("marketing");
                                            assertThat(report.providerId()).matches("\\d+");
                                        }));
        assertThat(sandbox.whatsAppTemplates().all())
                .singleElement()
                .satisfies(template -> {
                    assertThat(template.body()).isEqualTo(BODY);
                    assertThat(template.headerText()).isEqualTo("Sale");
                    assertThat(template.buttons())
                            .extracting(WhatsAppTemplate.Button::type)
                            .containsExactly(
                                    WhatsAppTemplate.ButtonType.URL,
                                    WhatsAppTemplate.ButtonType.PHONE_NUMBER,
                                    WhatsAppTemplate.ButtonType.COPY_CODE,
                                    WhatsAppTemplate.ButtonType.QUICK_REPLY);
                });
    }

    @Test
    void everyPartIsWrittenAsMetaWantsIt() throws Exception {
        try (FakeProvider fake = new FakeProvider();
                WhatsAppAccount plain = new WhatsAppAccount(settings(fake, false))) {
            fake.answers(200, "{\"id\":\"17\",\"status\":\"APPROVED\",\"category\":\"UTILITY\"}");
            assertThat(plain.create(wanted(BODY)))
                    .isEqualTo(
                            new TemplateAnswer.Told(
                                    List.of(
                                            new TemplateReport(
                                                    "spring_sale",
                                                    "de",
                                                    "17",
                                                    TemplateState.APPROVED,
                                                    null,
                                                    "utility",
                                                    null))));
            assertThat(fake.calls())
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.path()).isEqualTo("/v25.0/900/message_templates");
                        assertThat(Json.read(call.body()))
                                .isEqualTo(
                                        Json.read(
                                                """
                                                {"name":"spring_sale","language":"de","category":"MARKETING","components":[
                                                {"type":"HEADER","format":"TEXT","text":"Sale"},
                                                {"type":"BODY","text":"Hallo {{1}}, unser Schlussverkauf hat heute begonnen!",
                                                 "example":{"body_text":[["Anna"]]}},
                                                {"type":"FOOTER","text":"Stop zum Abmelden"},
                                                {"type":"BUTTONS","buttons":[
                                                 {"type":"URL","text":"Zum Shop","url":"https://shop.example/r/{{1}}","example":["abc"]},
                                                 {"type":"PHONE_NUMBER","text":"Anrufen","phone_number":"+436641234567"},
                                                 {"type":"COPY_CODE","example":"SPRING"},
                                                 {"type":"QUICK_REPLY","text":"Stop"}]}]}
                                                """));
                    });
        }
    }

    @Test
    void whatMetaDoesNotTakeIsToldInItsCode() {
        assertThat(account.create(wanted("{{1}} is where it starts, and that is not allowed")))
                .isInstanceOfSatisfying(
                        TemplateAnswer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("2388299"));
        assertThat(sandbox.whatsAppTemplates().all()).isEmpty();
    }

    @Test
    void theWholeListComesPageByPage() {
        for (int i = 0; i < 300; i++) {
            sandbox.whatsAppTemplates()
                    .register(WhatsAppTemplate.ofText("sale_" + i, "en_US", "Hello there"));
        }
        meta.judge("sale_7", "en_US", WhatsAppTemplate.Status.DISABLED, "x");
        TemplateAnswer.Told told = (TemplateAnswer.Told) account.templates();
        assertThat(told.templates()).hasSize(300).doesNotHaveDuplicates();
        assertThat(told.templates())
                .filteredOn(each -> each.name().equals("sale_7"))
                .extracting(TemplateReport::state, TemplateReport::language)
                .containsExactly(tuple(TemplateState.DISABLED, "en_US"));
    }

    @Test
    void aListThatBreaksOffIsNoList() throws Exception {
        try (FakeProvider fake = new FakeProvider();
                WhatsAppAccount plain = new WhatsAppAccount(settings(fake, false))) {
            fake.answers(
                    200,
                    "{\"data\":[{\"name\":\"a\",\"language\":\"de\",\"status\":\"APPROVED\"}],"
                            + "\"paging\":{\"cursors\":{\"after\":\"MQ\"},\"next\":\"https://more\"}}");
            fake.answers(500, "oops");
            assertThat(plain.templates()).isInstanceOf(TemplateAnswer.NoAnswer.class);
            assertThat(fake.calls()).hasSize(2);
        }
    }

    @Test
    void withoutTheBusinessAccountItSaysWhatIsMissing() {
        try (WhatsAppAccount unknown = open(Map.of("BusinessAccountId", ""))) {
            assertThat(unknown.templates())
                    .isInstanceOfSatisfying(
                            TemplateAnswer.Refused.class,
                            refused -> assertThat(refused.detail()).contains("business account"));
            assertThat(unknown.create(wanted(BODY))).isEqualTo(unknown.templates());
        }
    }

    @Test
    void metasJudgementsComeByWebhook() throws Exception {
        sandbox.whatsAppTemplates().register(WhatsAppTemplate.ofText("sale", "en_US", "Hello"));
        try (Receiver receiver = new Receiver(account)) {
            account.registerWebhook(receiver.uri());
            Instant before = Instant.now().minusSeconds(2);
            meta.judge("sale", "en_US", WhatsAppTemplate.Status.PAUSED, "LOW_QUALITY");
            meta.quality("sale", "en_US", "GREEN", "RED");
            meta.classify("sale", "en_US", WhatsAppTemplate.Category.UTILITY);
            meta.judge("sale", "en_US", WhatsAppTemplate.Status.APPROVED, null);
            assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
            assertThat(receiver.refused()).isEmpty();
            assertThat(receiver.events(TemplateNews.class))
                    .allSatisfy(news -> {
                        assertThat(news.name()).isEqualTo("sale");
                        assertThat(news.language()).isEqualTo("en_US");
                        assertThat(news.occurredAt()).isAfter(before);
                    })
                    .extracting(TemplateNews::change)
                    .containsExactlyInAnyOrder(
                            new TemplateChange.Judged(TemplateState.PAUSED, "LOW_QUALITY"),
                            new TemplateChange.Rated("red"),
                            new TemplateChange.Classified("utility"),
                            new TemplateChange.Judged(TemplateState.APPROVED, null));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    APPROVED         | NONE   | APPROVED |
                    REINSTATED       | NONE   | APPROVED |
                    FLAGGED          | NONE   | APPROVED | FLAGGED
                    PENDING          | NONE   | PENDING  |
                    IN_APPEAL        | NONE   | PENDING  |
                    PAUSED           | NONE   | PAUSED   |
                    REJECTED         | SCAM   | REJECTED | SCAM
                    DISABLED         | ABUSE  | DISABLED | ABUSE
                    PENDING_DELETION | NONE   | DISABLED |
                    DELETED          | NONE   | DISABLED |
                    """)
    void everyEventIsAJudgement(String event, String word, TemplateState state, String reason) {
        assertThat(
                        account.parse(
                                news(
                                        "1763751600",
                                        "sale",
                                        "'event':'" + event + "','reason':'" + word + "'")))
                .containsExactly(
                        new TemplateNews(
                                "sale",
                                "en_US",
                                new TemplateChange.Judged(state, reason),
                                Instant.ofEpochSecond(1_763_751_600L)));
    }

    @Test
    void anEventOfALaterVersionAndOneWithoutATimeSayNothing() {
        assertThat(account.parse(news("1763751600", "sale", "'event':'ARCHIVED'"))).isEmpty();
        assertThat(account.parse(news("''", "sale", "'event':'PAUSED'"))).isEmpty();
    }

    @Test
    void newsWithoutATemplatesNameIsMalformed() {
        for (String name : List.of("", "Not a name", "a\\u0000b")) {
            assertThatThrownBy(() -> account.parse(news("1763751600", name, "'event':'PAUSED'")))
                    .isInstanceOf(MalformedWebhookException.class);
        }
    }

    private static byte[] news(String time, String name, String event) {
        return ("{'object':'whatsapp_business_account','entry':[{'id':'1','time':"
                        + time
                        + ",'changes':[{'field':'message_template_status_update','value':{"
                        + event
                        + ",'message_template_id':17,'message_template_name':'"
                        + name
                        + "','message_template_language':'en-US'}}]}]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMarketingTemplateGoesByTheMarketingMessagesApiWhereTheAccountSaysSo() throws Exception {
        sandbox.whatsAppTemplates().register(WhatsAppTemplate.ofText("sale", "en", "Hello"));
        try (WhatsAppAccount lite = open(Map.of("marketing-messages", "true"));
                Receiver receiver = new Receiver(lite)) {
            lite.registerWebhook(receiver.uri());
            assertThat(lite.send(templated("sale"))).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(account.send(templated("sale"))).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
            assertThat(
                            receiver.bodies().stream()
                                    .map(body -> new String(body, StandardCharsets.UTF_8))
                                    .filter(body -> body.contains("\"marketing_lite\"")))
                    .isNotEmpty();
            assertThat(
                            receiver.bodies().stream()
                                    .map(body -> new String(body, StandardCharsets.UTF_8))
                                    .filter(body -> body.contains("\"category\":\"marketing\"")))
                    .isNotEmpty();
        }
        assertThat(sandbox.received().total(Channel.WHATSAPP)).isEqualTo(2);
    }

    @Test
    void aNumberThatMetaHasNotTakenOnSendsTheUsualWay() {
        sandbox.whatsAppTemplates().register(WhatsAppTemplate.ofText("sale", "en", "Hello"));
        meta.onboarded(false);
        try (WhatsAppAccount lite = open(Map.of("marketing-messages", "true"))) {
            assertThat(lite.send(templated("sale"))).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void aTemplateThatIsNoMarketingGoesTheUsualWayFromThenOn() throws Exception {
        try (FakeProvider fake = new FakeProvider();
                WhatsAppAccount lite = new WhatsAppAccount(settings(fake, true))) {
            fake.answers(400, "{\"error\":{\"message\":\"no marketing\",\"code\":134100}}");
            fake.answers(200, "{\"messages\":[{\"id\":\"wamid.1\"}]}");
            assertThat(lite.send(templated("invoice")))
                    .isEqualTo(new SendOutcome.Accepted("wamid.1"));
            lite.send(templated("invoice"));
            lite.send(Samples.to(ANNA, Samples.content("free", null)));
            assertThat(fake.calls())
                    .extracting(call -> call.path().replace("/v25.0/1/", ""))
                    .containsExactly("marketing_messages", "messages", "messages", "messages");
        }
    }

    @Test
    void aLostAnswerOfTheMarketingMessagesApiIsUnknownAndNotSentTheUsualWay() throws Exception {
        try (FakeProvider fake = new FakeProvider();
                WhatsAppAccount lite = new WhatsAppAccount(settings(fake, true))) {
            fake.drops();
            assertThat(lite.send(templated("sale"))).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(fake.calls()).hasSize(1);
        }
    }

    private WhatsAppAccount open(Map<String, String> more) {
        return (WhatsAppAccount) Chats.open(sandbox, Channel.WHATSAPP, more);
    }

    private static WhatsAppSettings settings(FakeProvider fake, boolean marketing) {
        return new WhatsAppSettings(
                "main",
                fake.uri("/v25.0/"),
                "1",
                new Secret("access"),
                new Secret("app"),
                new Secret("verify"),
                "900",
                marketing,
                new Pace(8, 80));
    }

    private static OutboundMessage templated(String name) {
        return Samples.outsideTheWindow(
                ANNA,
                Samples.templated("Hello", null, new ProviderTemplate(name, "en", List.of())));
    }

    private static NewTemplate wanted(String body) {
        return new NewTemplate(
                "spring_sale",
                "de",
                "marketing",
                new TemplateHeader(HeaderKind.TEXT, "Sale", null),
                body,
                List.of("Anna"),
                "Stop zum Abmelden",
                List.of(
                        new TemplateButton(
                                TapKind.URL, "Zum Shop", "https://shop.example/r/{{1}}", "abc"),
                        new TemplateButton(TapKind.CALL, "Anrufen", "+436641234567", null),
                        new TemplateButton(TapKind.COPY_CODE, "Code", null, "SPRING"),
                        new TemplateButton(TapKind.REPLY, "Stop", null, null)));
    }
}
