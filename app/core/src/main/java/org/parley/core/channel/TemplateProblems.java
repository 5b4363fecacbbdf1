package org.parley.core.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.NewTemplate.HeaderKind;
import org.parley.core.channel.NewTemplate.TapKind;
import org.parley.core.channel.NewTemplate.TemplateButton;
import org.parley.core.channel.NewTemplate.TemplateCard;
import org.parley.core.channel.NewTemplate.TemplateHeader;
import org.parley.core.channel.NewTemplate.TemplateOffer;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Collects what is wrong with the fields of a wording. What JSON left out is null here, whatever a
/// type says.
final class TemplateProblems {

    private static final Set<HeaderKind> PICTURES = Set.of(HeaderKind.IMAGE, HeaderKind.VIDEO);
    private static final Set<TapKind> ON_CARDS = Set.of(TapKind.REPLY, TapKind.URL, TapKind.CALL);
    private static final int MIN_CARDS = 2;
    private static final int MAX_CARDS = 10;
    private static final int CARD_TEXT = 160;
    private static final int CARD_BUTTONS = 2;
    private static final int OFFER_TEXT = 16;
    private static final int OFFER_BODY = 600;
    private static final int CODE = 15;

    private final NewTemplate wanted;
    private final List<FieldProblem> found = new ArrayList<>();

    private TemplateProblems(NewTemplate wanted) {
        this.wanted = wanted;
    }

    static List<FieldProblem> of(NewTemplate wanted) {
        TemplateProblems problems = new TemplateProblems(wanted);
        problems.identity();
        problems.text("body", wanted.body(), Integer.MAX_VALUE);
        problems.examples("", wanted.body(), wanted.examples());
        if (wanted.header() != null) {
            problems.header("header", wanted.header());
        }
        problems.buttons("", wanted.buttons());
        if (wanted.offer() != null) {
            problems.offer(wanted.offer());
        }
        if (!wanted.cards().isEmpty()) {
            problems.carousel();
        }
        return List.copyOf(problems.found);
    }

    private void identity() {
        if (wanted.name() == null || !wanted.name().matches("[a-z0-9_]{1,512}")) {
            add("name", "A name is 1 to 512 of a-z, 0-9 and underscores");
        }
        if (wanted.language() == null || !wanted.language().matches("[a-z]{2,3}(_[A-Z]{2})?")) {
            add("language", "A language is such as de or en_US");
        }
        if (wanted.category() == null || !wanted.category().matches("[a-z_]{1,40}")) {
            add("category", "A category is such as marketing");
        } else if (!wanted.category().equals("marketing")
                && (wanted.offer() != null || !wanted.cards().isEmpty())) {
            add("category", "An offer or a carousel is marketing");
        }
    }

    private void header(String at, TemplateHeader header) {
        if (header.kind() == null) {
            add(at + ".kind", "A header is text, image, video or document");
            return;
        }
        switch (header.kind()) {
            case TEXT -> text(at + ".text", header.text(), Integer.MAX_VALUE);
            case IMAGE, VIDEO, DOCUMENT -> {
                if (blank(header.example())) {
                    add(at + ".example", "A sample that was uploaded, by the provider's handle");
                }
            }
        }
    }

    /// @param at what stands before the name of the field
    private void buttons(String at, List<TemplateButton> buttons) {
        for (int i = 0; i < buttons.size(); i++) {
            button(at + "buttons[" + i + "]", buttons.get(i));
        }
    }

    private void button(String at, TemplateButton button) {
        if (button.kind() == null) {
            add(at + ".kind", "A button is reply, url, call or copy_code");
            return;
        }
        switch (button.kind()) {
            case REPLY -> text(at + ".text", button.text(), Integer.MAX_VALUE);
            case URL -> {
                text(at + ".text", button.text(), Integer.MAX_VALUE);
                target(at, button);
                if (!NewTemplate.placeholders(button.target()).isEmpty()
                        && blank(button.example())) {
                    add(at + ".example", "A value for the placeholder of the address");
                }
            }
            case CALL -> {
                text(at + ".text", button.text(), Integer.MAX_VALUE);
                target(at, button);
            }
            case COPY_CODE -> text(at + ".example", button.example(), CODE);
        }
    }

    private void target(String at, TemplateButton button) {
        if (blank(button.target())) {
            add(at + ".target", "The button leads to an address or a number");
        }
    }

    private void offer(TemplateOffer offer) {
        text("offer.text", offer.text(), OFFER_TEXT);
        if (wanted.body() != null && wanted.body().length() > OFFER_BODY) {
            add("body", "The text of an offer has at most " + OFFER_BODY + " characters");
        }
        if (wanted.footer() != null) {
            add("footer", "An offer has no footer");
        }
        if (wanted.header() != null && !PICTURES.contains(wanted.header().kind())) {
            add("header.kind", "The header of an offer is an image or a video");
        }
        List<TapKind> kinds = kinds(wanted.buttons());
        boolean copied = kinds.equals(List.of(TapKind.COPY_CODE, TapKind.URL));
        if (offer.expires() && !copied) {
            add("buttons", "An offer that ends has a code to copy, then a link, and no more");
        } else if (!copied && !kinds.equals(List.of(TapKind.URL))) {
            add("buttons", "An offer has a link, before it perhaps a code to copy, and no more");
        }
    }

    private void carousel() {
        if (wanted.header() != null) {
            add("header", "A carousel has headers on its cards only");
        }
        if (wanted.footer() != null) {
            add("footer", "A carousel has no footer");
        }
        if (!wanted.buttons().isEmpty()) {
            add("buttons", "A carousel has buttons on its cards only");
        }
        if (wanted.offer() != null) {
            add("offer", "A carousel is no offer of limited time");
        }
        int cards = wanted.cards().size();
        if (cards < MIN_CARDS || cards > MAX_CARDS) {
            add("cards", MIN_CARDS + " to " + MAX_CARDS + " cards; there are " + cards);
        }
        for (int i = 0; i < cards; i++) {
            card("cards[" + i + "].", wanted.cards().get(i), wanted.cards().getFirst());
        }
    }

    private void card(String at, TemplateCard card, TemplateCard first) {
        if (card.header() == null || !PICTURES.contains(card.header().kind())) {
            add(at + "header.kind", "Each card shows an image or a video");
        } else {
            header(at + "header", card.header());
            if (first.header() != null && first.header().kind() != card.header().kind()) {
                add(at + "header.kind", "All cards show an image, or all show a video");
            }
        }
        if ((card.body() == null) != (first.body() == null)) {
            add(at + "body", "All cards have a text, or none has");
        } else if (card.body() != null) {
            text(at + "body", card.body(), CARD_TEXT);
        }
        examples(at, card.body(), card.examples());
        // Nobody could fill them in: the parameters of a card are sent by their order.
        if (NewTemplate.placeholders(card.body()).stream()
                .anyMatch(name -> !name.matches("\\d+"))) {
            add(at + "body", "The placeholders of a card are numbers");
        }
        buttons(at, card.buttons());
        List<TapKind> kinds = kinds(card.buttons());
        if (kinds.isEmpty() || kinds.size() > CARD_BUTTONS) {
            add(at + "buttons", "A card has 1 or 2 buttons");
        } else if (!kinds.equals(kinds(first.buttons()))) {
            add(at + "buttons", "All cards have the same kinds of buttons in the same order");
        } else if (!ON_CARDS.containsAll(kinds)) {
            add(at + "buttons", "The buttons of a card are reply, url or call");
        }
    }

    private static List<TapKind> kinds(List<TemplateButton> buttons) {
        List<TapKind> kinds = new ArrayList<>();
        for (TemplateButton button : buttons) {
            if (button.kind() != null) {
                kinds.add(button.kind());
            }
        }
        return kinds;
    }

    /// @param at what stands before the name of the field
    private void examples(String at, @Nullable String text, List<String> examples) {
        int wantedValues = NewTemplate.placeholders(text).size();
        if (examples.size() != wantedValues) {
            add(
                    at + "examples",
                    "A value for each placeholder: %d; there are %d"
                            .formatted(wantedValues, examples.size()));
        }
    }

    private void text(String at, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            add(at, "Must not be empty");
        } else if (value.length() > longest) {
            add(at, "At most " + longest + " characters; there are " + value.length());
        }
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private void add(String at, String detail) {
        found.add(new FieldProblem(at, detail));
    }
}
