package org.parley.core.carriage;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Button;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.Part;

/// Holds a body against a channel's rules for its kind.
final class BodyRules {

    private final Carriage carriage;
    private final String name;

    BodyRules(Carriage carriage) {
        this.carriage = carriage;
        this.name = carriage.channel().name();
    }

    /// The first thing that does not fit; null: it fits.
    @Nullable Fault fault(Part body) {
        return switch (body) {
            case Part.Text _, Part.Location _, Part.Contact _ -> null;
            case Part.Media media -> media("body", media);
            case Part.Card card ->
                    carriage.card() == null
                            ? none("body", "cards")
                            : card("body", card, carriage.card());
            case Part.Carousel carousel ->
                    carriage.carousel() == null
                            ? none("body", "carousels")
                            : carousel(carousel, carriage.carousel());
            case Part.ListMenu list ->
                    carriage.list() == null ? none("body", "lists") : list(list, carriage.list());
            case Part.Product _, Part.Catalogue _ ->
                    carriage.products() == null ? none("body", "catalogue") : null;
            case Part.ProductList list ->
                    carriage.products() == null
                            ? none("body", "catalogue")
                            : products(list, carriage.products());
        };
    }

    private Fault none(String at, String things) {
        return Fault.kind(at, "Channel " + name + " has no " + things);
    }

    private @Nullable Fault media(String at, Part.Media media) {
        MediaRule rule = carriage.media().get(media.kind());
        if (rule == null) {
            return null;
        }
        String noun = media.kind().noun();
        if (!rule.takes(media.url())) {
            String types = rule.types().stream().sorted().collect(Collectors.joining(", "));
            return new Fault(
                    at + ".url",
                    types,
                    String.valueOf(MediaRule.ending(media.url())),
                    "Channel "
                            + name
                            + " shows a file as "
                            + noun
                            + (rule.addressEnds()
                                    ? " only when its address ends with "
                                    : " if it is ")
                            + types,
                    false);
        }
        Long bytes = media.bytes();
        if (bytes == null && rule.sizeNeeded()) {
            return Fault.kind(
                    at + ".bytes",
                    "Channel " + name + " needs the size of a " + noun + " in bytes");
        }
        if (bytes != null && rule.maxBytes() > 0 && bytes > rule.maxBytes()) {
            return new Fault(
                    at + ".bytes",
                    rule.maxBytes() + " bytes",
                    bytes + " bytes",
                    "Channel " + name + " takes a " + noun + " of " + rule.maxBytes() + " bytes",
                    false);
        }
        Integer seconds =
                switch (media) {
                    case Part.Video video -> video.seconds();
                    case Part.Audio audio -> audio.seconds();
                    case Part.Image _, Part.File _ -> null;
                };
        if (seconds != null && rule.maxSeconds() > 0 && seconds > rule.maxSeconds()) {
            return Fault.count(at + ".seconds", "A " + noun, "seconds", rule.maxSeconds(), seconds);
        }
        return null;
    }

    private @Nullable Fault card(String at, Part.Card card, CardRule rule) {
        Part.Media media = card.media();
        if (media == null) {
            if (rule.mediaNeeded()) {
                return Fault.kind(at + ".media", "A card on " + name + " needs a picture");
            }
        } else if (!rule.media().contains(media.kind())) {
            return Fault.kind(
                    at + ".media",
                    "A card on channel " + name + " shows no " + media.kind().noun());
        } else {
            Fault fault = media(at + ".media", media);
            if (fault != null) {
                return fault;
            }
        }
        if (card.title() == null && rule.titleNeeded()) {
            return Fault.kind(at + ".title", "A card on " + name + " needs a title");
        }
        Fault title = text(at + ".title", "The title of a card", card.title(), rule.title());
        Fault text = text(at + ".text", "The text of a card", card.text(), rule.text());
        return title != null
                ? title
                : text != null ? text : buttons(at, card.buttons(), rule.buttons());
    }

    private @Nullable Fault buttons(String at, List<Button> buttons, ButtonRule rule) {
        if (buttons.size() > rule.max()) {
            return Fault.count(at + ".buttons", "A card", "buttons", rule.max(), buttons.size());
        }
        for (int i = 0; i < buttons.size(); i++) {
            Button button = buttons.get(i);
            String here = at + ".buttons[" + i + "]";
            if (!rule.takes(button.kind())) {
                return Fault.kind(
                        here,
                        "A card on channel "
                                + name
                                + " has no "
                                + button.kind().noun()
                                + " button");
            }
            if (!rule.label().fits(button.text())) {
                return Fault.length(
                        here + ".text", "A button of a card", rule.label(), button.text());
            }
        }
        return rule.takes(buttons)
                ? null
                : Fault.kind(at + ".buttons", "These buttons do not go together in a card");
    }

    private @Nullable Fault carousel(Part.Carousel carousel, CarouselRule rule) {
        int count = carousel.cards().size();
        if (count < rule.min() || count > rule.max()) {
            return new Fault(
                    "body.cards",
                    rule.min() + " to " + rule.max() + " cards",
                    count + " cards",
                    "A carousel takes "
                            + rule.min()
                            + " to "
                            + rule.max()
                            + " cards; there are "
                            + count,
                    false);
        }
        List<ButtonKind> kinds = kinds(carousel.cards().getFirst());
        for (int i = 0; i < count; i++) {
            Part.Card card = carousel.cards().get(i);
            String at = "body.cards[" + i + "]";
            Fault fault = card(at, card, rule.card());
            if (fault != null) {
                return fault;
            }
            if (rule.buttonsNeeded() && card.buttons().isEmpty()) {
                return Fault.kind(at + ".buttons", "Each card on " + name + " needs a button");
            }
            if (rule.sameButtons() && !kinds(card).equals(kinds)) {
                return Fault.kind(
                        at + ".buttons",
                        "All cards on " + name + " have the same kinds of buttons");
            }
        }
        return null;
    }

    private static List<ButtonKind> kinds(Part.Card card) {
        return card.buttons().stream().map(Button::kind).toList();
    }

    private @Nullable Fault list(Part.ListMenu list, ListRule rule) {
        int rows = list.rows().size();
        if (rows > rule.rows()) {
            return Fault.count("body.sections", "A list", "rows", rule.rows(), rows);
        }
        if (list.sections().size() > rule.sections()) {
            return Fault.count(
                    "body.sections", "A list", "sections", rule.sections(), list.sections().size());
        }
        Fault fault = text("body.button", "The button of a list", list.button(), rule.button());
        for (int i = 0; i < list.sections().size() && fault == null; i++) {
            Part.Section section = list.sections().get(i);
            String at = "body.sections[" + i + "]";
            if (section.rows().isEmpty()) {
                return Fault.kind(at, "A section on " + name + " has at least one row");
            }
            fault = text(at + ".title", "A section's title", section.title(), rule.sectionTitle());
            for (int j = 0; j < section.rows().size() && fault == null; j++) {
                fault = row(at + ".rows[" + j + "]", section.rows().get(j), rule);
            }
        }
        return fault;
    }

    private static @Nullable Fault row(String at, Part.Row row, ListRule rule) {
        Fault title = text(at + ".title", "A row", row.title(), rule.title());
        Fault description =
                text(at + ".description", "A row's text", row.description(), rule.description());
        return title != null
                ? title
                : description != null
                        ? description
                        : text(at + ".payload", "A row's payload", row.payload(), rule.payload());
    }

    private static @Nullable Fault products(Part.ProductList list, ProductRule rule) {
        int products =
                list.sections().stream().mapToInt(section -> section.products().size()).sum();
        if (products > rule.products()) {
            return Fault.count(
                    "body.sections", "A product list", "products", rule.products(), products);
        }
        if (list.sections().size() > rule.sections()) {
            return Fault.count(
                    "body.sections",
                    "A product list",
                    "sections",
                    rule.sections(),
                    list.sections().size());
        }
        Fault fault = text("body.title", "A product list's title", list.title(), rule.title());
        for (int i = 0; i < list.sections().size() && fault == null; i++) {
            fault =
                    text(
                            "body.sections[" + i + "].title",
                            "A section's title",
                            list.sections().get(i).title(),
                            rule.sectionTitle());
        }
        return fault;
    }

    private static @Nullable Fault text(
            String at, String what, @Nullable String text, TextLimit limit) {
        return text == null || limit.fits(text) ? null : Fault.length(at, what, limit, text);
    }
}
