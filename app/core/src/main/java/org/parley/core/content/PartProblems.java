package org.parley.core.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of a message's parts and buttons that hold on every channel.
final class PartProblems {

    static final int MAX_LABEL = 100;
    static final int MAX_PAYLOAD = 256;

    private static final int MAX_TEXT = 7_000;
    private static final int MAX_ALT = 500;
    private static final int MAX_TITLE = 200;
    private static final int MAX_CARD_TEXT = 2_000;
    private static final int MAX_CARDS = 10;
    private static final int MAX_CARD_BUTTONS = 4;
    private static final int MAX_SECTIONS = 10;
    private static final int MAX_ROWS = 24;
    private static final int MAX_PRODUCTS = 30;
    private static final int MAX_ID = 200;

    private final ProblemList found;

    PartProblems(ProblemList found) {
        this.found = found;
    }

    void part(String at, Part part) {
        found.optional(at + ".fallback", part.fallback(), MAX_TEXT);
        switch (part) {
            case Part.Text(String text) -> found.text(at + ".text", text, MAX_TEXT);
            case Part.Media media -> {
                found.optional(at + ".text", media.text(), MAX_TEXT);
                media(at, media);
            }
            case Part.Location(var north, var east, var name, var address, _) -> {
                if (!(Math.abs(north) <= 90)) {
                    found.add(at + ".latitude", "Degrees from -90 to 90");
                }
                if (!(Math.abs(east) <= 180)) {
                    found.add(at + ".longitude", "Degrees from -180 to 180");
                }
                found.optional(at + ".name", name, MAX_TITLE);
                found.optional(at + ".address", address, MAX_ALT);
            }
            case Part.Contact(var name, var phone, _) -> {
                found.line(at + ".name", name, MAX_LABEL);
                found.phone(at + ".phone", phone);
            }
            case Part.Card card -> card(at, card);
            case Part.Carousel(var text, var cards, _) -> {
                found.optional(at + ".text", text, MAX_TEXT);
                if (cards.isEmpty()) {
                    found.add(at + ".cards", "Must not be empty");
                } else if (cards.size() > MAX_CARDS) {
                    found.tooMany(at + ".cards", MAX_CARDS, "cards", cards.size());
                }
                for (int i = 0; i < cards.size(); i++) {
                    card(at + ".cards[" + i + "]", cards.get(i));
                }
            }
            case Part.ListMenu list -> menu(at, list);
            case Part.Product(var text, var catalogue, var product, var url, _) -> {
                found.optional(at + ".text", text, MAX_TEXT);
                found.line(at + ".catalogue", catalogue, MAX_ID);
                found.line(at + ".product", product, MAX_ID);
                if (url != null) {
                    found.page(at + ".url", url);
                }
            }
            case Part.ProductList list -> products(at, list);
            case Part.Catalogue(var text, var product, _) -> {
                found.text(at + ".text", text, MAX_TEXT);
                found.optional(at + ".product", product, MAX_ID);
            }
        }
    }

    void buttons(String at, List<Button> buttons, int limit) {
        if (buttons.size() > limit) {
            found.tooMany(at + ".buttons", limit, "buttons", buttons.size());
        }
        for (int i = 0; i < buttons.size(); i++) {
            button(at + ".buttons[" + i + "]", buttons.get(i));
        }
    }

    private void button(String at, Button button) {
        found.line(at + ".text", button.text(), MAX_LABEL);
        switch (button) {
            case Button.Reply(_, var payload) -> found.line(at + ".payload", payload, MAX_PAYLOAD);
            case Button.Url(_, var url) -> found.page(at + ".url", url);
            case Button.Call(_, var phone) -> found.phone(at + ".phone", phone);
            case Button.LocationRequest _, Button.ShareContact _ -> {
                // nothing but its text
            }
            case Button.CopyCode(_, var code) -> found.line(at + ".code", code, MAX_LABEL);
            case Button.ProductPage(_, var catalogue, var product, var url) -> {
                found.line(at + ".catalogue", catalogue, MAX_ID);
                found.line(at + ".product", product, MAX_ID);
                found.page(at + ".url", url);
            }
            case Button.Form(_, var forms, var url) -> {
                forms.forEach(
                        (channel, form) -> found.line(at + ".forms." + channel, form, MAX_ID));
                found.page(at + ".url", url);
            }
        }
    }

    private void card(String at, Part.Card card) {
        Part.Media media = card.media();
        if (media != null) {
            if (media instanceof Part.Audio) {
                found.add(at + ".media", "A card shows an image, a video or a file");
            }
            if (media.text() != null) {
                found.add(at + ".media.text", "The text of a card stands in the card");
            }
            found.optional(at + ".media.fallback", media.fallback(), MAX_TEXT);
            media(at + ".media", media);
        }
        if (card.title() != null) {
            found.line(at + ".title", card.title(), MAX_TITLE);
        }
        found.optional(at + ".text", card.text(), MAX_CARD_TEXT);
        if (card.title() == null && card.text() == null) {
            found.add(at, "A card has a title or a text");
        }
        buttons(at, card.buttons(), MAX_CARD_BUTTONS);
    }

    private void media(String at, Part.Media media) {
        found.media(at + ".url", media.url());
        positive(at + ".bytes", media.bytes());
        switch (media) {
            case Part.Image(_, var alt, _, _, _) -> found.text(at + ".alt", alt, MAX_ALT);
            case Part.Video(_, _, var thumbnail, _, var seconds, _) -> {
                if (thumbnail != null) {
                    found.media(at + ".thumbnail", thumbnail);
                }
                positive(at + ".seconds", seconds);
            }
            case Part.Audio(_, _, _, var seconds, _) -> positive(at + ".seconds", seconds);
            case Part.File(_, var name, _, _, _) -> found.line(at + ".name", name, MAX_TITLE);
        }
    }

    private void positive(String at, @Nullable Number value) {
        if (value != null && value.longValue() <= 0) {
            found.add(at, "Must be more than 0");
        }
    }

    private void menu(String at, Part.ListMenu list) {
        found.text(at + ".text", list.text(), MAX_TEXT);
        found.line(at + ".button", list.button(), MAX_LABEL);
        if (list.sections().size() > MAX_SECTIONS) {
            found.tooMany(at + ".sections", MAX_SECTIONS, "sections", list.sections().size());
        }
        int rows = list.rows().size();
        if (rows == 0) {
            found.add(at + ".sections", "A list has at least one row");
        } else if (rows > MAX_ROWS) {
            found.tooMany(at + ".sections", MAX_ROWS, "rows", rows);
        }
        for (int i = 0; i < list.sections().size(); i++) {
            Part.Section section = list.sections().get(i);
            String here = at + ".sections[" + i + "]";
            if (section.title() != null) {
                found.line(here + ".title", section.title(), MAX_LABEL);
            } else if (list.sections().size() > 1) {
                found.add(here + ".title", "Of several sections each has a title");
            }
            for (int j = 0; j < section.rows().size(); j++) {
                Part.Row row = section.rows().get(j);
                String there = here + ".rows[" + j + "]";
                found.line(there + ".title", row.title(), MAX_LABEL);
                if (row.description() != null) {
                    found.line(there + ".description", row.description(), MAX_TITLE);
                }
                found.line(there + ".payload", row.payload(), MAX_PAYLOAD);
            }
        }
    }

    private void products(String at, Part.ProductList list) {
        found.line(at + ".title", list.title(), MAX_LABEL);
        found.text(at + ".text", list.text(), MAX_TEXT);
        found.line(at + ".catalogue", list.catalogue(), MAX_ID);
        int products = 0;
        for (int i = 0; i < list.sections().size(); i++) {
            Part.ProductSection section = list.sections().get(i);
            String here = at + ".sections[" + i + "]";
            found.line(here + ".title", section.title(), MAX_LABEL);
            for (int j = 0; j < section.products().size(); j++) {
                found.line(here + ".products[" + j + "]", section.products().get(j), MAX_ID);
            }
            products += section.products().size();
        }
        if (products == 0 || products > MAX_PRODUCTS || list.sections().size() > MAX_SECTIONS) {
            found.add(
                    at + ".sections",
                    "1 to " + MAX_PRODUCTS + " products in at most " + MAX_SECTIONS + " sections");
        }
    }
}
