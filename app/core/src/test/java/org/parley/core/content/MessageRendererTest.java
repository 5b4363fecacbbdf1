package org.parley.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

class MessageRendererTest {

    private static final Channel TEMPLATED = new Channel("templated");
    private static final Channel FREE = new Channel("free");

    private static final RichMessage MESSAGE =
            new RichMessage(
                    new Content(
                            "For {{ first_name }}",
                            new Part.Image(
                                    URI.create("https://shop.example/a.png"),
                                    "A gift for {{ first_name }}",
                                    "Hello {{ first_name }}"),
                            List.of(
                                    new Button.Url(
                                            "Shop {{ country }}",
                                            URI.create("https://shop.example/a")),
                                    new Button.Reply("Yes, {{ first_name }}", "YES"),
                                    new Button.Url("More", URI.create("https://shop.example/b"))),
                            List.of(new QuickReply("Not {{ first_name }}", "NO")),
                            Map.of(
                                    TEMPLATED,
                                    new ProviderTemplate(
                                            "spring",
                                            "en",
                                            List.of("{{ first_name }}", "{{ size }}")))));

    @Test
    void fillsEveryPartAndNumbersTheLinks() {
        Rendering rendering =
                new MessageRenderer()
                        .compile(MESSAGE, FREE)
                        .render(
                                Map.of("first_name", "Anna", "country", "AT"),
                                (index, target) ->
                                        URI.create(
                                                "https://t.example/" + index + target.getPath()));

        assertThat(rendering)
                .isEqualTo(
                        new Rendering.Rendered(
                                new RenderedMessage(
                                        new Content(
                                                "For Anna",
                                                new Part.Image(
                                                        URI.create("https://shop.example/a.png"),
                                                        "A gift for Anna",
                                                        "Hello Anna"),
                                                List.of(
                                                        new Button.Url(
                                                                "Shop AT",
                                                                URI.create(
                                                                        "https://t.example/0/a")),
                                                        new Button.Reply("Yes, Anna", "YES"),
                                                        new Button.Url(
                                                                "More",
                                                                URI.create(
                                                                        "https://t.example/1/b"))),
                                                List.of(new QuickReply("Not Anna", "NO")),
                                                Map.of()),
                                        null,
                                        Map.of(
                                                URI.create("https://shop.example/a.png"),
                                                URI.create("https://t.example/2/a.png")))));
        assertThat(MESSAGE.links())
                .extracting(Content.Link::text)
                .containsExactly("Shop {{ country }}", "More", "image");
    }

    @Test
    void whatStandsInForMediaIsTrackedAfterTheLinksThatAllLanguagesShare() {
        URI picture = URI.create("https://shop.example/en.png");
        URI bild = URI.create("https://shop.example/de.png");
        URI shop = URI.create("https://shop.example/");
        Button.Url button = new Button.Url("Shop", shop);
        Part.Carousel pictures =
                new Part.Carousel("Look", List.of(card(picture, button), card(bild, button)), null);
        RichMessage message =
                new RichMessage(
                        2,
                        new Content(null, pictures),
                        Map.of(
                                "de",
                                new Content(
                                        null,
                                        new Part.Image(bild, "Bild", "Schau"),
                                        button,
                                        button)));
        assertThat(message.links())
                .extracting(Content.Link::url)
                .containsExactly(shop, shop, picture, bild);

        CompiledMessage compiled = new MessageRenderer().compile(message, new Channel("sms"));
        Rendering german =
                compiled.render(
                        Map.of("language", "de"),
                        (index, _) -> URI.create("https://t.example/" + index));
        assertThat(german)
                .isInstanceOfSatisfying(
                        Rendering.Rendered.class,
                        it ->
                                assertThat(it.message().standIns())
                                        .isEqualTo(
                                                Map.of(bild, URI.create("https://t.example/3"))));
    }

    private static Part.Card card(URI picture, Button button) {
        return new Part.Card(
                new Part.Image(picture, "A picture", null), "Title", "Text", List.of(button), null);
    }

    @Test
    void fillsTheTemplateOfItsOwnChannelOnly() {
        Map<String, Object> anna = Map.of("first_name", "Anna", "country", "AT");
        CompiledMessage templated = new MessageRenderer().compile(MESSAGE, TEMPLATED);

        assertThat(templated.render(anna, LinkTracker.NONE))
                .isEqualTo(new Rendering.MissingVariable("size"));
        assertThat(
                        templated.render(
                                Map.of("first_name", "Anna", "country", "AT", "size", "M"),
                                LinkTracker.NONE))
                .isInstanceOfSatisfying(
                        Rendering.Rendered.class,
                        it ->
                                assertThat(it.message().template())
                                        .isEqualTo(
                                                new ProviderTemplate(
                                                        "spring", "en", List.of("Anna", "M"))));
        assertThat(templated.variables()).containsExactly("country", "first_name", "size");
        assertThat(templated.lacks("first_name")).as("in body and template").isFalse();
        assertThat(templated.lacks("size")).as("in the template only").isTrue();
        assertThat(templated.lacks("country")).as("in the body only").isTrue();
    }

    @Test
    void namesTheFieldOfEverySyntaxError() {
        RichMessage broken =
                new RichMessage(
                        2,
                        new Content(
                                "{{ a",
                                new Part.Text("fine"),
                                List.of(new Button.Reply("{% if %}", "Y")),
                                List.of(),
                                Map.of(
                                        TEMPLATED,
                                        new ProviderTemplate(
                                                "x", "en", List.of("ok", "{{ b | c }}")))),
                        Map.of("de", new Content(null, new Part.Text("{{ z"))));

        assertThatThrownBy(() -> new MessageRenderer().compile(broken, FREE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .containsExactly(
                                                "content.subject",
                                                "content.buttons[0].text",
                                                "locales.de.body.text"));
        assertThatThrownBy(() -> new MessageRenderer().compile(broken, TEMPLATED))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .contains("content.templates.templated.parameters[1]"));
    }

    @ParameterizedTest
    @CsvSource({
        "de-AT, Servus",
        "de_at, Servus",
        "de, Hallo",
        "de-CH, Hallo",
        "DE, Hallo",
        "fr, Hello",
        "'', Hello"
    })
    void speaksTheContactsLanguage(String language, String greeting) {
        RichMessage message =
                new RichMessage(
                        2,
                        new Content(null, new Part.Text("Hello")),
                        Map.of(
                                "de", new Content(null, new Part.Text("Hallo")),
                                "de-AT", new Content(null, new Part.Text("Servus"))));

        assertThat(
                        new MessageRenderer()
                                .compile(message, FREE)
                                .render(Map.of("language", language), LinkTracker.NONE))
                .isEqualTo(
                        new Rendering.Rendered(
                                new RenderedMessage(
                                        new Content(null, new Part.Text(greeting)), null)));
        assertThat(message.in(language).body()).isEqualTo(new Part.Text(greeting));
    }
}
