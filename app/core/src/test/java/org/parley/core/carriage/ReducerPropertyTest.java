package org.parley.core.carriage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.LinkTracker;
import org.parley.core.content.LintFinding;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.MessageRenderer;
import org.parley.core.content.Part;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.Rendering;
import org.parley.core.content.RichMessage;
import org.parley.core.testing.RandomCarriages;
import org.parley.core.testing.RandomMessages;

/// Whatever is written, on whatever channel: it is carried within all limits and nothing is missing
/// that no finding names, or it is refused with a reason.
class ReducerPropertyTest {

    private static final int ROUNDS = 1_500;

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 987654321})
    void whatIsCarriedFitsAndNothingIsMissingInSilence(long seed) {
        RandomMessages messages = new RandomMessages(seed);
        RandomCarriages carriages = new RandomCarriages(seed);
        int carried = 0;
        for (int i = 0; i < ROUNDS; i++) {
            RichMessage message = messages.next();
            assertThat(message.problems()).as("seed %d, message %d", seed, i).isEmpty();
            Carriage carriage = carriages.next();
            RenderedMessage rendered = rendered(message, carriage);
            String what = "seed %d, round %d: %s on %s".formatted(seed, i, rendered, carriage);

            Reduction reduction = Reducer.reduce(rendered, carriage, true);

            assertThat(Reducer.reduce(rendered, carriage, true)).as(what).isEqualTo(reduction);
            switch (reduction) {
                case Reduction.Free free -> {
                    carried++;
                    assertThat(free.findings()).as(what).noneMatch(LintFinding::blocks);
                    fits(free, carriage, what);
                    whole(rendered.content(), free, what);
                }
                case Reduction.Unfit unfit -> assertThat(unfit.reason().detail()).isNotBlank();
                case Reduction.Templated _ -> throw new AssertionError("No templates here");
            }
        }
        assertThat(carried).as("messages that went out").isGreaterThan(ROUNDS / 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 42})
    void whatTheCheckLetsPassGoesOutToEverybodyWhoseValuesAreShort(long seed) {
        RandomMessages messages = new RandomMessages(seed);
        RandomCarriages carriages = new RandomCarriages(seed);
        for (int i = 0; i < ROUNDS / 3; i++) {
            RichMessage message = messages.next();
            Carriage carriage = carriages.next();
            boolean passes =
                    Linter.lint(
                                    message,
                                    carriage,
                                    (content, open) ->
                                            Reducer.reduce(content, carriage, open).findings())
                            .stream()
                            .noneMatch(finding -> finding.severity() == Severity.ERROR);
            RenderedMessage shortest =
                    ((Rendering.Rendered)
                                    new MessageRenderer()
                                            .compile(message, carriage.channel())
                                            .render(Map.of("first_name", "x"), LINKS))
                            .message();
            assertThat(Reducer.reduce(shortest, carriage, true) instanceof Reduction.Free)
                    .as("seed %d, round %d: %s on %s", seed, i, message, carriage)
                    .isEqualTo(passes);
        }
    }

    /// As long as the links that the check assumes.
    private static final LinkTracker LINKS =
            (_, _) -> URI.create("https://links.example.com/r/" + "x".repeat(40));

    private static RenderedMessage rendered(RichMessage message, Carriage carriage) {
        return ((Rendering.Rendered)
                        new MessageRenderer()
                                .compile(message, carriage.channel())
                                .render(
                                        Map.of("first_name", "Anna", "language", "fr"),
                                        LinkTracker.NONE))
                .message();
    }

    private static void fits(Reduction.Free free, Carriage carriage, String what) {
        Form form = free.form();
        Content content = free.content();
        assertThat(carriage.forms()).as(what).contains(form);
        assertThat(form.bodies()).as(what).contains(content.body().kind());
        assertThat(form.text().fits(content.body().text())).as(what).isTrue();
        assertThat(form.hasPlaceFor(content.body().text())).as(what).isTrue();
        assertThat(form.buttons().takes(content.buttons())).as(what).isTrue();
        assertThat(form.quickReplies().takes(quick(content))).as(what).isTrue();
        assertThat(new BodyRules(carriage).fault(content.body())).as(what).isNull();
    }

    private static List<Button> quick(Content content) {
        return content.quickReplies().stream()
                .<Button>map(reply -> new Button.Reply(reply.text(), reply.payload()))
                .toList();
    }

    private static void whole(Content written, Reduction.Free free, String what) {
        String carried = String.join("\u0000", texts(free.content()));
        Set<String> named = new HashSet<>();
        free.findings().forEach(finding -> named.add(finding.part()));
        boolean bodyNamed = named.stream().anyMatch(part -> part.startsWith("body"));
        for (int i = 0; i < written.buttons().size(); i++) {
            if (!named.contains("buttons[" + i + "]")) {
                assertThat(carried).as(what).contains(written.buttons().get(i).text());
            }
        }
        for (int i = 0; i < written.quickReplies().size(); i++) {
            if (!named.contains("quickReplies[" + i + "]")) {
                assertThat(carried).as(what).contains(written.quickReplies().get(i).text());
            }
        }
        if (!bodyNamed) {
            for (String text : texts(new Content(null, written.body()))) {
                assertThat(carried).as(what).contains(text);
            }
        } else if (written.body().text() != null
                && written.body().fallback() == null
                && !(written.body() instanceof Part.Card)) {
            assertThat(carried).as(what).contains(written.body().text());
        }
    }

    /// Everything that a person reads.
    static List<String> texts(Content content) {
        List<String> texts = new ArrayList<>();
        Part body = content.body();
        if (body.text() != null) {
            texts.add(body.text());
        }
        switch (body) {
            case Part.Card card -> card(texts, card);
            case Part.Carousel carousel -> carousel.cards().forEach(card -> card(texts, card));
            case Part.ListMenu list -> {
                texts.add(list.button());
                list.sections()
                        .forEach(section -> {
                            if (section.title() != null) {
                                texts.add(section.title());
                            }
                        });
                list.rows()
                        .forEach(row -> {
                            texts.add(row.title());
                            if (row.description() != null) {
                                texts.add(row.description());
                            }
                        });
            }
            case Part.ProductList list -> texts.add(list.title());
            case Part.Text _,
                    Part.Media _,
                    Part.Location _,
                    Part.Contact _,
                    Part.Product _,
                    Part.Catalogue _ -> {
                // nothing but its text
            }
        }
        content.buttons().forEach(button -> texts.add(button.text()));
        content.quickReplies().forEach(quick -> texts.add(quick.text()));
        return texts;
    }

    private static void card(List<String> texts, Part.Card card) {
        if (card.title() != null) {
            texts.add(card.title());
        }
        if (card.text() != null) {
            texts.add(card.text());
        }
        card.buttons().forEach(button -> texts.add(button.text()));
    }
}
