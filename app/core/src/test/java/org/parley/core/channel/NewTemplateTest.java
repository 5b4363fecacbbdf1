package org.parley.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.core.channel.NewTemplate.HeaderKind;
import org.parley.core.channel.NewTemplate.TapKind;
import org.parley.core.channel.NewTemplate.TemplateButton;
import org.parley.core.channel.NewTemplate.TemplateCard;
import org.parley.core.channel.NewTemplate.TemplateHeader;
import org.parley.core.channel.NewTemplate.TemplateOffer;
import org.parley.core.kernel.ProblemException.FieldProblem;
import tools.jackson.databind.json.JsonMapper;

class NewTemplateTest {

    private static final TemplateHeader IMAGE = new TemplateHeader(HeaderKind.IMAGE, null, "4::aW");
    private static final TemplateHeader WORDS = new TemplateHeader(HeaderKind.TEXT, "Sale", null);
    private static final TemplateButton MORE =
            new TemplateButton(TapKind.REPLY, "More", null, null);
    private static final TemplateButton LINK =
            new TemplateButton(TapKind.URL, "Shop", "https://shop.example/r/{{1}}", "abc");
    private static final TemplateButton CODE =
            new TemplateButton(TapKind.COPY_CODE, "Copy", null, "SPRING");
    private static final TemplateCard CARD =
            new TemplateCard(IMAGE, "From {{1}}", List.of("9.90"), List.of(MORE, LINK));

    @Test
    void goodOnesHaveNoProblems() {
        assertThat(fields(plain(WORDS, "Hello {{1}}!", "Bye", MORE, LINK, CODE))).isEmpty();
        assertThat(fields(carousel(CARD, CARD))).isEmpty();
        assertThat(fields(offer(true, IMAGE, CODE, LINK))).isEmpty();
        assertThat(fields(offer(false, null, LINK))).isEmpty();
        assertThat(fields(offer(false, null, CODE, LINK))).isEmpty();
    }

    @Test
    void eachFieldIsNamed() {
        assertThat(
                        fields(
                                plain(
                                        new TemplateHeader(HeaderKind.VIDEO, null, null),
                                        "Hello {{1}} and {{2}}!",
                                        null,
                                        new TemplateButton(TapKind.URL, "", " ", null),
                                        new TemplateButton(
                                                TapKind.URL, "Shop", "https://a.example/{{1}}", ""),
                                        new TemplateButton(
                                                TapKind.COPY_CODE, "Copy", null, "x".repeat(16)))))
                .containsExactly(
                        "examples",
                        "header.example",
                        "buttons[0].text",
                        "buttons[0].target",
                        "buttons[1].example",
                        "buttons[2].example");
    }

    @Test
    void whatJsonLeavesOutIsNamedToo() {
        NewTemplate empty =
                JsonMapper.shared()
                        .readValue(
                                "{\"header\":{},\"buttons\":[{}],\"cards\":[{\"buttons\":[{}]},{}]}",
                                NewTemplate.class);
        assertThat(fields(empty))
                .contains(
                        "name",
                        "language",
                        "category",
                        "body",
                        "header.kind",
                        "buttons[0].kind",
                        "cards[0].header.kind",
                        "cards[0].buttons[0].kind",
                        "cards[1].header.kind",
                        "cards[1].buttons");
    }

    @Test
    void aCardIsNamedWithItsField() {
        TemplateButton nowhere = new TemplateButton(TapKind.URL, "Shop", null, null);
        assertThat(
                        fields(
                                carousel(
                                        CARD,
                                        new TemplateCard(
                                                WORDS,
                                                "x".repeat(161),
                                                List.of("9.90"),
                                                List.of(MORE, nowhere)))))
                .containsExactly(
                        "cards[1].header.kind",
                        "cards[1].body",
                        "cards[1].examples",
                        "cards[1].buttons[1].target");
    }

    @Test
    void allCardsAreAlike() {
        TemplateHeader film = new TemplateHeader(HeaderKind.VIDEO, null, "4::dm");
        assertThat(
                        fields(
                                carousel(
                                        CARD,
                                        new TemplateCard(
                                                film, null, List.of(), List.of(LINK, MORE)))))
                .containsExactly("cards[1].header.kind", "cards[1].body", "cards[1].buttons");
        assertThat(fields(carousel(CARD, card("From {{price}}")))).containsExactly("cards[1].body");
    }

    @Test
    void aCardHasOneOrTwoButtonsAndNoCode() {
        TemplateCard coupon = new TemplateCard(IMAGE, null, List.of(), List.of(CODE));
        assertThat(fields(carousel(coupon, coupon)))
                .containsExactly("cards[0].buttons", "cards[1].buttons");
        TemplateCard three = new TemplateCard(IMAGE, null, List.of(), List.of(MORE, MORE, LINK));
        TemplateCard none = new TemplateCard(IMAGE, null, List.of(), List.of());
        assertThat(fields(carousel(three, none)))
                .containsExactly("cards[0].buttons", "cards[1].buttons");
    }

    @Test
    void aCarouselHasTwoToTenCardsAndNothingButABodyBeside() {
        assertThat(fields(carousel(CARD))).containsExactly("cards");
        assertThat(fields(carousel(Collections.nCopies(11, CARD).toArray(TemplateCard[]::new))))
                .containsExactly("cards");
        assertThat(
                        fields(
                                new NewTemplate(
                                        "sale",
                                        "en",
                                        "utility",
                                        IMAGE,
                                        "Hello {{1}}!",
                                        List.of("Anna"),
                                        "Bye",
                                        List.of(CODE, LINK),
                                        new TemplateOffer("Soon", true),
                                        List.of(CARD, CARD))))
                .contains("category", "header", "footer", "buttons", "offer");
    }

    @Test
    void anOfferThatEndsHasItsCodeFirst() {
        assertThat(fields(offer(true, null, LINK))).containsExactly("buttons");
        assertThat(fields(offer(true, null, LINK, CODE))).containsExactly("buttons");
        assertThat(fields(offer(false, null, CODE))).containsExactly("buttons");
        assertThat(fields(offer(false, null, LINK, MORE))).containsExactly("buttons");
    }

    @Test
    void anOfferIsShortMarketingWithoutAFooter() {
        assertThat(
                        fields(
                                new NewTemplate(
                                        "sale",
                                        "en",
                                        "utility",
                                        WORDS,
                                        "x".repeat(601),
                                        List.of(),
                                        "Bye",
                                        List.of(CODE, LINK),
                                        new TemplateOffer("x".repeat(17), true),
                                        List.of())))
                .containsExactly("category", "offer.text", "body", "footer", "header.kind");
    }

    private static TemplateCard card(String body) {
        return new TemplateCard(IMAGE, body, List.of("9.90"), List.of(MORE, LINK));
    }

    private static List<String> fields(NewTemplate wanted) {
        return wanted.problems().stream().map(FieldProblem::field).toList();
    }

    private static NewTemplate plain(
            @Nullable TemplateHeader header,
            String body,
            @Nullable String footer,
            TemplateButton... buttons) {
        return new NewTemplate(
                "sale", "en", "marketing", header, body, List.of("Anna"), footer, List.of(buttons));
    }

    private static NewTemplate carousel(TemplateCard... cards) {
        return new NewTemplate(
                "sale",
                "en",
                "marketing",
                null,
                "Hello {{1}}!",
                List.of("Anna"),
                null,
                List.of(),
                null,
                List.of(cards));
    }

    private static NewTemplate offer(
            boolean expires, @Nullable TemplateHeader header, TemplateButton... buttons) {
        return new NewTemplate(
                "sale",
                "en",
                "marketing",
                header,
                "Hello {{1}}!",
                List.of("Anna"),
                null,
                List.of(buttons),
                new TemplateOffer("Ends soon", expires),
                List.of());
    }
}
