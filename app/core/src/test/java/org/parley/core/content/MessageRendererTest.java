package org.parley.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.core.content.RichMessage.Image;
import org.parley.core.content.RichMessage.ProviderTemplate;
import org.parley.core.content.RichMessage.ReplyButton;
import org.parley.core.content.RichMessage.UrlButton;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

class MessageRendererTest {

    private static final Channel TEMPLATED = new Channel("templated");
    private static final Channel FREE = new Channel("free");

    private static final RichMessage MESSAGE =
            new RichMessage(
                    1,
                    "For {{ first_name }}",
                    "Hello {{ first_name }}",
                    new Image(
                            URI.create("https://shop.example/a.png"),
                            "A gift for {{ first_name }}"),
                    List.of(
                            new UrlButton(
                                    "Shop {{ country }}", URI.create("https://shop.example/a")),
                            new ReplyButton("Yes, {{ first_name }}", "YES"),
                            new UrlButton("More", URI.create("https://shop.example/b"))),
                    Map.of(
                            TEMPLATED,
                            new ProviderTemplate(
                                    "spring", "en", List.of("{{ first_name }}", "{{ size }}"))));

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
                                        "For Anna",
                                        "Hello Anna",
                                        new Image(
                                                URI.create("https://shop.example/a.png"),
                                                "A gift for Anna"),
                                        List.of(
                                                new RenderedMessage.Link(
                                                        "Shop AT",
                                                        URI.create("https://t.example/0/a")),
                                                new RenderedMessage.Reply("Yes, Anna", "YES"),
                                                new RenderedMessage.Link(
                                                        "More",
                                                        URI.create("https://t.example/1/b"))),
                                        null)));
        assertThat(MESSAGE.links())
                .extracting(UrlButton::text)
                .containsExactly("Shop {{ country }}", "More");
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
                                                new RenderedMessage.Template(
                                                        "spring", "en", List.of("Anna", "M"))));
        assertThat(templated.variables()).containsExactly("country", "first_name", "size");
    }

    @Test
    void namesTheFieldOfEverySyntaxError() {
        RichMessage broken =
                new RichMessage(
                        1,
                        "{{ a",
                        "fine",
                        null,
                        List.of(new ReplyButton("{% if %}", "Y")),
                        Map.of(
                                TEMPLATED,
                                new ProviderTemplate("x", "en", List.of("ok", "{{ b | c }}"))));

        assertThatThrownBy(() -> new MessageRenderer().check(broken))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .containsExactly("subject", "buttons[0].text"));
        assertThatThrownBy(() -> new MessageRenderer().compile(broken, TEMPLATED))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .contains("templates.templated.parameters[1]"));
    }
}
