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
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

class MessageContentTest {

    private final MessageContent content = new MessageContent();

    @Test
    void writesWhatItReads() {
        RichMessage message =
                new RichMessage(
                        2,
                        new Content(
                                "Subject",
                                new Part.Image(
                                        URI.create("https://shop.example/a.png"),
                                        "Alt",
                                        "Text \u00e4\u20ac\ud83c\udf81"),
                                List.of(
                                        new Button.Reply("Yes", "YES"),
                                        new Button.Url(
                                                "Shop", URI.create("https://shop.example/?a=1"))),
                                List.of(new QuickReply("Later", "LATER")),
                                Map.of(
                                        new Channel("x"),
                                        new ProviderTemplate("n", "en_US", List.of("a")))),
                        Map.of(
                                "de",
                                new Content(
                                        null,
                                        new Part.Text("Text"),
                                        new Button.Url(
                                                "Laden",
                                                URI.create("https://shop.example/?a=1")))));

        assertThat(content.read(content.write(message))).isEqualTo(message);
    }

    @Test
    void liftsTheFirstVersion() {
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
                                new Content(
                                        "S",
                                        new Part.Image(
                                                URI.create("https://shop.example/a.png"),
                                                "A",
                                                "Hi {{ first_name }}"),
                                        List.of(
                                                new Button.Reply("Yes", "YES"),
                                                new Button.Url(
                                                        "Shop",
                                                        URI.create("https://shop.example/"))),
                                        List.of(),
                                        Map.of(
                                                new Channel("x"),
                                                new ProviderTemplate(
                                                        "n", "de", List.of("{{ a }}"))))));
        assertThat(content.read("{\"version\":1,\"text\":\"Hi\"}"))
                .isEqualTo(new RichMessage(new Content(null, new Part.Text("Hi"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{\"version\":1,\"text\":\"a\",\"txt\":\"b\"} => txt",
                "{\"version\":1,\"text\":\"a\",\"image\":{\"url\":\"https://a.b/c\",\"alt\":\"x\",\"size\":1}} => image.size",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"reply\",\"text\":\"a\",\"payload\":\"b\",\"x\":1}]} => buttons[0].x",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"knock\",\"text\":\"a\"}]} => buttons[0]",
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
                "{\"version\":3} => version",
                "{\"version\":1} => content.body.text",
                "{\"version\":2} => content",
                "{\"version\":2,\"content\":{}} => content.body",
                "{\"version\":1,\"text\":\" \"} => content.body.text",
                "{\"version\":1,\"text\":\"a\",\"subject\":\"\"} => content.subject",
                "{\"version\":1,\"text\":\"a\",\"subject\":\"a\\nb\"} => content.subject",
                "{\"version\":1,\"text\":\"a\",\"image\":{\"url\":\"http://a.b/c.png\",\"alt\":\"x\"}} => content.body.url",
                "{\"version\":1,\"text\":\"a\",\"image\":{\"url\":\"https:///c.png\",\"alt\":\"x\"}} => content.body.url",
                "{\"version\":1,\"text\":\"a\",\"image\":{\"url\":\"https://a.b/c.png\"}} => content.body.alt",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"url\",\"text\":\"a\",\"url\":\"javascript:alert(1)\"}]} => content.buttons[0].url",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"url\",\"text\":\"a\",\"url\":\"https://u:p@a.b/\"}]} => content.buttons[0].url",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"reply\",\"text\":\"\",\"payload\":\"b\"}]} => content.buttons[0].text",
                "{\"version\":1,\"text\":\"a\",\"buttons\":[{\"type\":\"reply\",\"text\":\"a\"}]} => content.buttons[0].payload",
                "{\"version\":1,\"text\":\"a\",\"templates\":{\"x\":{\"name\":\"n\"}}} => content.templates.x.language",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"location\",\"latitude\":91,\"longitude\":0}}} => content.body.latitude",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"contact\",\"name\":\"A\",\"phone\":\"0664\"}}} => content.body.phone",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"card\",\"buttons\":[]}}} => content.body",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"carousel\",\"cards\":[]}}} => content.body.cards",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"list\",\"text\":\"a\",\"button\":\"b\",\"sections\":[]}}} => content.body.sections",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"text\",\"text\":\"a\"}},\"locales\":{\"german!\":{\"body\":{\"type\":\"text\",\"text\":\"a\"}}}} => locales.german!",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"text\",\"text\":\"a\"}},\"locales\":{\"de\":{\"body\":{\"type\":\"text\",\"text\":\"a\"},\"buttons\":[{\"type\":\"url\",\"text\":\"a\",\"url\":\"https://a.b/\"}]}}} => locales.de",
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
                        new Content(
                                "s".repeat(201),
                                new Part.Text("t".repeat(7_001)),
                                new Button.Reply("b".repeat(101), "1"),
                                new Button.Reply("b", "p".repeat(257)),
                                new Button.Url("c", URI.create("ftp://a.b/"))));

        assertThat(message.problems())
                .extracting(FieldProblem::field)
                .containsExactly(
                        "content.subject",
                        "content.body.text",
                        "content.buttons[0].text",
                        "content.buttons[1].payload",
                        "content.buttons[2].url");
    }

    @Test
    void tellsApartEveryAnswer() {
        RichMessage message =
                new RichMessage(
                        new Content(
                                null,
                                new Part.Card(
                                        null,
                                        "T",
                                        null,
                                        List.of(new Button.Reply("a", "SAME")),
                                        null),
                                new Button.Reply("b", "SAME")));

        assertThat(message.problems()).extracting(FieldProblem::field).containsExactly("content");
    }

    @Test
    void refusesThePartsOfOneVersionInTheOther() {
        assertThatThrownBy(() -> content.read("{\"version\":2,\"text\":\"a\"}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {"nonsense => x", "[] => x", "null => x", "{\"version\":1 => x"})
    void refusesWhatIsNoMessageAtAll(String json, String ignored) {
        assertThatThrownBy(() -> content.read(json)).isInstanceOf(ProblemException.class);
    }
}
