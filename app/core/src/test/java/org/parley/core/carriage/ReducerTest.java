package org.parley.core.carriage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.core.content.Button;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.Choices;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;
import org.parley.core.content.PartKind;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.QuickReply;
import org.parley.core.content.RenderedMessage;
import org.parley.core.kernel.Channel;

class ReducerTest {

    private static final Channel CHANNEL = new Channel("chat");
    private static final URI PAGE = URI.create("https://t.example/r/1");
    private static final Part.Image BOOTS =
            new Part.Image(URI.create("https://shop.example/boots.png"), "Boots", null);
    private static final Carriage SMS =
            Carriage.text(CHANNEL, TextLimit.in(Counting.SMS_SEGMENTS, 3));
    private static final Carriage CHAT =
            Carriage.of(
                            CHANNEL,
                            Form.of("text", TextLimit.characters(100), PartKind.TEXT)
                                    .buttons(
                                            ButtonRule.of(
                                                    3,
                                                    TextLimit.characters(10),
                                                    ButtonKind.REPLY,
                                                    ButtonKind.URL))
                                    .quickReplies(
                                            ButtonRule.of(
                                                    4, TextLimit.characters(10), ButtonKind.REPLY)),
                            Form.of("picture", TextLimit.characters(90), PartKind.IMAGE))
                    .build();

    private static final Part.ListMenu SIZES =
            new Part.ListMenu(
                    "Which size?",
                    "Choose",
                    List.of(
                            new Part.Section(
                                    "Women",
                                    List.of(
                                            new Part.Row("Small", "34 to 36", "W-S"),
                                            new Part.Row("Medium", null, "W-M"))),
                            new Part.Section("Men", List.of(new Part.Row("Large", null, "M-L")))),
                    null);

    @Test
    void makesButtonsOfAListThatIsShort() {
        Reduction.Free free = free(CHAT, new Content(null, SIZES));

        assertThat(free.content())
                .isEqualTo(
                        new Content(
                                null,
                                new Part.Text("Which size?\n\nWomen\nSmall: 34 to 36\nMen"),
                                new Button.Reply("Small", "W-S"),
                                new Button.Reply("Medium", "W-M"),
                                new Button.Reply("Large", "M-L")));
        assertThat(free.findings())
                .extracting(LintFinding::severity, LintFinding::part)
                .containsExactly(tuple(LintFinding.Severity.WARNING, "body"));
    }

    @Test
    void numbersTheChoicesWhereThereAreNoButtonsAndUnderstandsTheNumbers() {
        Content written =
                new Content(
                        null,
                        SIZES,
                        List.of(new Button.Url("Shop", PAGE)),
                        List.of(new QuickReply("None of them", "NONE")),
                        Map.of());

        assertThat(free(SMS, written).content())
                .isEqualTo(
                        new Content(
                                null,
                                new Part.Text(
                                        """
                                        Which size?

                                        Women
                                        1. Small: 34 to 36
                                        2. Medium
                                        Men
                                        3. Large
                                        Shop: https://t.example/r/1
                                        4. None of them\
                                        """)));
        assertThat(Choices.payload(written.choices(), " 2. ")).contains("W-M");
        assertThat(Choices.payload(written.choices(), "4")).contains("NONE");
        assertThat(Choices.payload(written.choices(), "large!")).contains("M-L");
        assertThat(Choices.payload(written.choices(), "5")).isEmpty();
        assertThat(Choices.payload(written.choices(), "0")).isEmpty();
        assertThat(Choices.payload(written.choices(), "2 pairs please")).isEmpty();
    }

    @Test
    void showsTheFirstCardAndTheLinksOfTheOthers() {
        Part.Carousel carousel =
                new Part.Carousel(
                        "New",
                        List.of(
                                new Part.Card(
                                        BOOTS,
                                        "Boots",
                                        "Warm",
                                        List.of(new Button.Url("Buy", PAGE)),
                                        null),
                                new Part.Card(
                                        null,
                                        "Scarf",
                                        "Long",
                                        List.of(
                                                new Button.Url(
                                                        "Buy",
                                                        URI.create("https://t.example/r/2"))),
                                        null)),
                        null);

        Reduction.Free free = free(CHAT, new Content(null, carousel));

        assertThat(free.form().name()).isEqualTo("picture");
        assertThat(free.content().body())
                .isEqualTo(
                        new Part.Image(
                                BOOTS.url(),
                                "Boots",
                                "Boots\nNew\nWarm\n\nBuy: https://t.example/r/1"
                                        + "\nScarf - Buy: https://t.example/r/2"));
        assertThat(free.findings())
                .extracting(LintFinding::detail)
                .anyMatch(detail -> detail.contains("only its first card"));
    }

    @Test
    void putsAnAddressOrTheFallbackInPlaceOfMedia() {
        Part.Video film = new Part.Video(URI.create("https://shop.example/a.mp4"), "Look");
        Part.Video told =
                new Part.Video(film.url(), "Look", null, null, null, "See it at shop.example");

        assertThat(free(CHAT, new Content(null, film)).content().body())
                .isEqualTo(new Part.Text("Look\nhttps://shop.example/a.mp4"));
        assertThat(free(CHAT, new Content(null, told)).content().body())
                .isEqualTo(new Part.Text("Look\nSee it at shop.example"));
        assertThat(
                        free(
                                        CHAT,
                                        new Content(
                                                null,
                                                new Part.Location(48.2, 16.37, "Shop", null, null)))
                                .content()
                                .body()
                                .text())
                .isEqualTo("Shop\nhttps://www.google.com/maps/search/?api=1&query=48.2%2C16.37");
    }

    @Test
    void theTrackedAddressStandsInForMedia() {
        Part.Video film = new Part.Video(URI.create("https://shop.example/a.mp4"), "Look");
        URI tracked = URI.create("https://t.example/r/7");
        RenderedMessage message =
                new RenderedMessage(new Content(null, film), null, Map.of(film.url(), tracked));

        assertThat(Reducer.reduce(message, CHAT, true))
                .isInstanceOfSatisfying(
                        Reduction.Free.class,
                        free ->
                                assertThat(free.content().body())
                                        .isEqualTo(new Part.Text("Look\nhttps://t.example/r/7")));
    }

    @Test
    void neverCutsAText() {
        Reduction reduction =
                Reducer.reduce(
                        new RenderedMessage(
                                new Content(null, new Part.Text("x".repeat(101))), null),
                        CHAT,
                        true);

        assertThat(reduction)
                .isInstanceOfSatisfying(
                        Reduction.Unfit.class,
                        unfit -> {
                            assertThat(unfit.reason().part()).isEqualTo("body.text");
                            assertThat(unfit.reason().limit()).isEqualTo("100 characters");
                            assertThat(unfit.reason().actual()).isEqualTo("101 characters");
                        });
    }

    @Test
    void movesRepliesToQuickRepliesWhenThereIsMoreRoom() {
        Button[] four = new Button[4];
        for (int i = 0; i < 4; i++) {
            four[i] = new Button.Reply("No " + i, "N" + i);
        }

        Reduction.Free free = free(CHAT, new Content(null, new Part.Text("Ok?"), four));

        assertThat(free.content().buttons()).isEmpty();
        assertThat(free.content().quickReplies()).hasSize(4);
        assertThat(free.findings()).isEmpty();
    }

    @Test
    void opensThePageOfAFormThatTheChannelDoesNotHave() {
        Button.Form form = new Button.Form("Book", Map.of(new Channel("other"), "7"), PAGE);

        assertThat(free(CHAT, new Content(null, new Part.Text("Hi"), form)).content().buttons())
                .containsExactly(new Button.Url("Book", PAGE));
    }

    @Test
    void asksForAFallbackWhereThereIsNoSimplerForm() {
        Reduction reduction =
                Reducer.reduce(
                        new RenderedMessage(
                                new Content(null, new Part.Catalogue("Ours", null, null)), null),
                        CHAT,
                        true);

        assertThat(reduction)
                .isInstanceOfSatisfying(
                        Reduction.Unfit.class,
                        unfit -> assertThat(unfit.reason().part()).isEqualTo("body.fallback"));
    }

    @Test
    void refusesEverythingOutsideAWindowThatNoTemplateOpens() {
        Carriage strict =
                Carriage.of(CHANNEL, Form.of("text", TextLimit.characters(100), PartKind.TEXT))
                        .outside(OutsideWindow.NOTHING)
                        .build();
        RenderedMessage hello =
                new RenderedMessage(new Content(null, new Part.Text("Hello")), null);

        assertThat(Reducer.reduce(hello, strict, true)).isInstanceOf(Reduction.Free.class);
        assertThat(Reducer.reduce(hello, strict, false)).isInstanceOf(Reduction.Unfit.class);
    }

    @Test
    void holdsATemplateAgainstItsOwnLimits() {
        Carriage templated =
                Carriage.of(CHANNEL, Form.of("text", TextLimit.characters(100), PartKind.TEXT))
                        .outside(OutsideWindow.TEMPLATE)
                        .template(
                                new TemplateRule(
                                        TextLimit.characters(10),
                                        Set.of(PartKind.TEXT),
                                        Map.of(ButtonKind.URL, 1),
                                        3,
                                        true,
                                        TextLimit.characters(5),
                                        2,
                                        3,
                                        TextLimit.characters(10),
                                        1,
                                        false))
                        .build();
        Content content =
                new Content(
                        null,
                        new Part.Text("x"),
                        new Button.CopyCode("Copy", "TOOLONG"),
                        new Button.Url("A", PAGE),
                        new Button.Url("B", PAGE));

        assertThat(
                        Reducer.reduce(
                                        new RenderedMessage(
                                                content,
                                                new ProviderTemplate(
                                                        "t", "en", List.of("x".repeat(11)))),
                                        templated,
                                        false)
                                .findings())
                .extracting(LintFinding::limit)
                .containsExactlyInAnyOrder(
                        "5 characters", "0 copy code buttons", "1 url buttons", "10 characters");
    }

    private static Reduction.Free free(Carriage carriage, Content content) {
        Reduction reduction = Reducer.reduce(new RenderedMessage(content, null), carriage, true);
        assertThat(reduction).isInstanceOf(Reduction.Free.class);
        return (Reduction.Free) reduction;
    }
}
