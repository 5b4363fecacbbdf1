package org.parley.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.content.RichMessage.Image;
import org.parley.core.content.RichMessage.ProviderTemplate;
import org.parley.core.content.RichMessage.ReplyButton;
import org.parley.core.content.RichMessage.UrlButton;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

class MessageContentTest {

    private final MessageContent content = new MessageContent();

    @Test
    void writesWhatItReads() {
        RichMessage message =
                new RichMessage(
                        1,
                        "Subject",
                        "Text \u00e4\u20ac\ud83c\udf81",
                        new Image(URI.create("https://shop.example/a.png"), "Alt"),
                        List.of(
                                new ReplyButton("Yes", "YES"),
                                new UrlButton("Shop", URI.create("https://shop.example/?a=1"))),
                        Map.of(new Channel("x"), new ProviderTemplate("n", "en_US", List.of("a"))));

        assertThat(content.read(content.write(message))).isEqualTo(message);
    }

    @Test
    void readsTheFormThatIsWrittenDown() {
        assertThat(
                        content.read(
                                """
                                {"version": 1, "subject": "S", "text": "Hi {{ first_name }}",
                                 "image": {"url": "https://shop.example/a.png", "alt": "A"},
                                 "buttons": [{"type": "reply", "text": "Yes", "payload": "YES"},
                                             {"type": "url", "text": "Shop", "url": "https://shop.example/"}],
                                 "templates": {"x": {"name": "n", "language": "de", "parameters": ["{{ a }}"]}}}
                                """))
                .isEqualTo(
                        new RichMessage(
                                1,
                                "S",
                                "Hi {{ first_name }}",
                                new Image(URI.create("https://shop.example/a.png"), "A"),
                                List.of(
                                        new ReplyButton("Yes", "YES"),
                                        new UrlButton("Shop", URI.create("https://shop.example/"))),
                                Map.of(
                                        new Channel("x"),
                                        new ProviderTemplate("n", "de", List.of("{{ a }}")))));
        assertThat(content.read("{\"version\":1,\"text\":\"Hi\"}"))
                .isEqualTo(new RichMessage(1, null, "Hi", null, List.of(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{\"version\":1,\"text\":\"a\",\"txt\":\"b\"} => txt",
                "{\"version\":1,\"text\":\"a\",\"image\":{\"url\":\"https://a.b/c\",\"alt\":\"x\",\"size\":1}} => image.size",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"reply\",\"text\":\"a\",\"payload\":\"b\",\"x\":1}]} => buttons[0].x",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"call\",\"text\":\"a\"}]} => buttons[0]",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"url\",\"text\":\"a\",\"url\":\":bad\"}]} => buttons[0].url",
                "{\"version\":\"one\",\"text\":\"a\"} => version",
                "{\"version\":1,\"text\":\"a\",\"templates\":{\"x\":{\"name\":\"n\",\"language\":\"de\",\"params\":[]}}} => templates.x.params",
            })
    void namesThePlaceThatItCannotRead(String json, String field) {
        assertThatThrownBy(() -> content.read(json))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                            assertThat(e.fields())
                                    .singleElement()
                                    .extracting(FieldProblem::field)
                                    .isEqualTo(field);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{\"version\":2,\"text\":\"a\"} => version",
                "{\"version\":1} => text",
                "{\"version\":1,\"text\":\" \"} => text",
                "{\"version\":1,\"text\":\"a\",\"subject\":\"\"} => subject",
                "{\"version\":1,\"text\":\"a\",\"subject\":\"a\\nb\"} => subject",
                "{\"version\":1,\"text\":\"a\",\"image\":{\"url\":\"http://a.b/c.png\",\"alt\":\"x\"}} => image.url",
                "{\"version\":1,\"text\":\"a\",\"image\":{\"url\":\"https:///c.png\",\"alt\":\"x\"}} => image.url",
                "{\"version\":1,\"text\":\"a\",\"image\":{\"url\":\"https://a.b/c.png\"}} => image.alt",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"url\",\"text\":\"a\",\"url\":\"javascript:alert(1)\"}]} => buttons[0].url",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"url\",\"text\":\"a\",\"url\":\"https://u:p@a.b/\"}]} => buttons[0].url",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"reply\",\"text\":\"\",\"payload\":\"b\"}]} => buttons[0].text",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"reply\",\"text\":\"a\"}]} => buttons[0].payload",
                "{\"version\":1,\"text\":\"a\",\"templates\":{\"x\":{\"name\":\"n\"}}} => templates.x.language",
            })
    void namesTheFieldThatBreaksARule(String json, String field) {
        assertThatThrownBy(() -> content.read(json))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .containsExactly(field));
    }

    @Test
    void limitsLengthsAndTheNumberOfButtons() {
        RichMessage message =
                new RichMessage(
                        1,
                        "s".repeat(201),
                        "t".repeat(7_001),
                        null,
                        List.of(
                                new ReplyButton("b".repeat(101), "1"),
                                new ReplyButton("b", "p".repeat(257)),
                                new ReplyButton("c", "1"),
                                new ReplyButton("d", "4")),
                        Map.of());

        assertThat(message.problems())
                .extracting(FieldProblem::field)
                .containsExactly(
                        "subject",
                        "text",
                        "buttons",
                        "buttons[0].text",
                        "buttons[1].payload",
                        "buttons[2].payload");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {"nonsense => x", "[] => x", "null => x", "{\"version\":1 => x"})
    void refusesWhatIsNoMessageAtAll(String json, String ignored) {
        assertThatThrownBy(() -> content.read(json)).isInstanceOf(ProblemException.class);
    }
}
