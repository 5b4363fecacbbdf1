package org.parley.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.channels.Samples;
import org.parley.channels.testing.Chats;
import org.parley.channels.testing.Json;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.NewTemplate.HeaderKind;
import org.parley.core.channel.NewTemplate.TapKind;
import org.parley.core.channel.NewTemplate.TemplateButton;
import org.parley.core.channel.NewTemplate.TemplateCard;
import org.parley.core.channel.NewTemplate.TemplateHeader;
import org.parley.core.channel.NewTemplate.TemplateOffer;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.TemplateReport;
import org.parley.core.channel.TemplateState;
import org.parley.core.content.Button;
import org.parley.core.content.Part;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.RenderedMessage;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.whatsapp.WhatsAppRules;
import org.parley.sandbox.whatsapp.WhatsAppSite;
import org.parley.sandbox.whatsapp.WhatsAppTemplate;
import org.parley.sandbox.world.Channel;

/// Carousels and offers of limited time: as Meta wants them written, and sent once approved.
class WhatsAppNewTemplateTest {

    private static final String ANNA = "+359888123456";
    private static final TemplateHeader IMAGE = new TemplateHeader(HeaderKind.IMAGE, null, "4::aW");
    private static final TemplateButton MORE =
            new TemplateButton(TapKind.REPLY, "Mehr", null, null);
    private static final TemplateButton LINK =
            new TemplateButton(TapKind.URL, "Zum Shop", "https://shop.example/r/{{1}}", "abc");
    private static final TemplateButton CODE =
            new TemplateButton(TapKind.COPY_CODE, "Code", null, "SPRING");

    private Sandbox sandbox;
    private WhatsAppAccount account;

    @BeforeEach
    void start() {
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withWhatsApp(WhatsAppRules.UNLIMITED)
                                .withHabits(Habits.all(Propensities.QUIET)));
        account = (WhatsAppAccount) Chats.open(sandbox, Channel.WHATSAPP, Map.of());
    }

    @AfterEach
    void stop() {
        account.close();
        sandbox.close();
    }

    @Test
    void everyCardIsWrittenAsMetaWantsIt() {
        NewTemplate wanted =
                carousel(
                        new TemplateCard(
                                IMAGE, "Schuhe ab {{1}} Euro", List.of("50"), List.of(MORE, LINK)),
                        new TemplateCard(
                                new TemplateHeader(HeaderKind.VIDEO, null, "4::dm"),
                                null,
                                List.of(),
                                List.of(
                                        new TemplateButton(
                                                TapKind.CALL, "Anruf", "+436641234567", null))));
        assertThat(WhatsAppTemplateRequest.of(wanted))
                .isEqualTo(
                        Json.read(
                                """
                                {"name":"spring_sale","language":"de","category":"MARKETING","components":[
                                {"type":"BODY","text":"Hallo {{1}}, der Schlussverkauf hat begonnen!",
                                 "example":{"body_text":[["Anna"]]}},
                                {"type":"CAROUSEL","cards":[
                                 {"components":[
                                  {"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::aW"]}},
                                  {"type":"BODY","text":"Schuhe ab {{1}} Euro","example":{"body_text":[["50"]]}},
                                  {"type":"BUTTONS","buttons":[
                                   {"type":"QUICK_REPLY","text":"Mehr"},
                                   {"type":"URL","text":"Zum Shop","url":"https://shop.example/r/{{1}}","example":["abc"]}]}]},
                                 {"components":[
                                  {"type":"HEADER","format":"VIDEO","example":{"header_handle":["4::dm"]}},
                                  {"type":"BUTTONS","buttons":[
                                   {"type":"PHONE_NUMBER","text":"Anruf","phone_number":"+436641234567"}]}]}]}]}
                                """));
    }

    @Test
    void anOfferIsWrittenAsMetaWantsIt() {
        assertThat(WhatsAppTemplateRequest.of(offer(true, IMAGE, CODE, LINK)))
                .isEqualTo(
                        Json.read(
                                """
                                {"name":"spring_sale","language":"de","category":"MARKETING","components":[
                                {"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::aW"]}},
                                {"type":"LIMITED_TIME_OFFER",
                                 "limited_time_offer":{"text":"Nur kurz!","has_expiration":true}},
                                {"type":"BODY","text":"Hallo {{1}}, der Schlussverkauf hat begonnen!",
                                 "example":{"body_text":[["Anna"]]}},
                                {"type":"BUTTONS","buttons":[
                                 {"type":"COPY_CODE","example":"SPRING"},
                                 {"type":"URL","text":"Zum Shop","url":"https://shop.example/r/{{1}}","example":["abc"]}]}]}
                                """));
    }

    @Test
    void placeholdersWithNamesAreToldByName() {
        NewTemplate wanted =
                new NewTemplate(
                        "spring_sale",
                        "de",
                        "marketing",
                        null,
                        "Hallo {{name}}, heute {{rabatt}} Rabatt auf alles!",
                        List.of("Anna", "20 %"),
                        null,
                        List.of());
        assertThat(WhatsAppTemplateRequest.of(wanted))
                .isEqualTo(
                        Json.read(
                                """
                                {"name":"spring_sale","language":"de","category":"MARKETING",
                                 "parameter_format":"NAMED","components":[
                                {"type":"BODY","text":"Hallo {{name}}, heute {{rabatt}} Rabatt auf alles!",
                                 "example":{"body_text_named_params":[
                                  {"param_name":"name","example":"Anna"},
                                  {"param_name":"rabatt","example":"20 %"}]}}]}
                                """));
        assertThat(account.create(wanted)).isInstanceOf(TemplateAnswer.Told.class);
    }

    @Test
    void aCarouselThatWasCreatedIsListedAndSent() {
        TemplateCard card =
                new TemplateCard(IMAGE, "Schuhe ab {{1}} Euro", List.of("50"), List.of(MORE, LINK));
        create(carousel(card, card));
        Part.Card shoes = Samples.card("Schuhe", "Ab 50", Samples.YES, Samples.SHOP);
        ProviderTemplate filled =
                new ProviderTemplate(
                        "spring_sale",
                        "de",
                        List.of("Anna"),
                        List.of(),
                        null,
                        List.of(List.of("50"), List.of("60")),
                        null);
        assertThat(send(new Part.Carousel("Neu", List.of(shoes, shoes), null), filled))
                .isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void anOfferThatWasCreatedIsListedAndSent() {
        create(offer(true, IMAGE, CODE, LINK));
        assertThat(
                        send(
                                Samples.PICTURE,
                                ending(Instant.parse("2026-12-24T12:00:00Z")),
                                new Button.CopyCode("Code", "SPRING"),
                                Samples.SHOP))
                .isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void anOfferWithoutAnEndIsSentWithoutOne() {
        create(offer(false, null, LINK));
        assertThat(send(new Part.Text("x"), ending(null), Samples.SHOP))
                .isInstanceOf(SendOutcome.Accepted.class);
    }

    private static ProviderTemplate ending(@Nullable Instant end) {
        return new ProviderTemplate(
                "spring_sale", "de", List.of("Anna"), List.of(), null, List.of(), end);
    }

    /// Hands it in, has it approved and finds it in the list.
    private void create(NewTemplate wanted) {
        assertThat(wanted.problems()).isEmpty();
        assertThat(account.create(wanted)).isInstanceOf(TemplateAnswer.Told.class);
        sandbox.provider(WhatsAppSite.class)
                .judge("spring_sale", "de", WhatsAppTemplate.Status.APPROVED, null);
        assertThat(account.templates())
                .isInstanceOfSatisfying(
                        TemplateAnswer.Told.class,
                        told ->
                                assertThat(told.templates())
                                        .extracting(TemplateReport::name, TemplateReport::state)
                                        .containsExactly(
                                                tuple("spring_sale", TemplateState.APPROVED)));
    }

    private SendOutcome send(Part body, ProviderTemplate template, Button... buttons) {
        RenderedMessage message = Samples.templated(body, template, buttons);
        return account.send(Samples.outsideTheWindow(ANNA, message));
    }

    private static NewTemplate carousel(TemplateCard... cards) {
        return new NewTemplate(
                "spring_sale",
                "de",
                "marketing",
                null,
                "Hallo {{1}}, der Schlussverkauf hat begonnen!",
                List.of("Anna"),
                null,
                List.of(),
                null,
                List.of(cards));
    }

    private static NewTemplate offer(
            boolean expires, @Nullable TemplateHeader header, TemplateButton... buttons) {
        return new NewTemplate(
                "spring_sale",
                "de",
                "marketing",
                header,
                "Hallo {{1}}, der Schlussverkauf hat begonnen!",
                List.of("Anna"),
                null,
                List.of(buttons),
                new TemplateOffer("Nur kurz!", expires),
                List.of());
    }
}
