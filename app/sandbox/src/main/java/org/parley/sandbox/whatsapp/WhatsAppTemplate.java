package org.parley.sandbox.whatsapp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An approved wording, as registered with Meta.
///
/// @param category MARKETING, UTILITY or AUTHENTICATION
/// @param header what the header holds
/// @param headerText the header's words when it is text
/// @param offer null when it is none of limited time
/// @param cards of a carousel; empty when it is none
public record WhatsAppTemplate(
        String name,
        String language,
        Category category,
        Header header,
        @Nullable String headerText,
        String body,
        @Nullable Offer offer,
        List<Button> buttons,
        List<Card> cards,
        Status status) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    public enum Category {
        MARKETING,
        UTILITY,
        AUTHENTICATION
    }

    public enum Header {
        NONE,
        TEXT,
        IMAGE,
        VIDEO,
        DOCUMENT
    }

    public enum ButtonType {
        QUICK_REPLY,
        URL,
        PHONE_NUMBER,
        COPY_CODE,
        CATALOG,
        MPM,
        FLOW
    }

    public enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        PAUSED,
        DISABLED
    }

    /// An offer of limited time.
    ///
    /// @param expires whether each message says when it ends
    public record Offer(String text, boolean expires) {
        public Offer {
            if (text.isBlank() || text.length() > 16) {
                throw new IllegalArgumentException("an offer takes 1 to 16 characters");
            }
        }
    }

    /// One card of a carousel.
    ///
    /// @param body empty when it has none
    public record Card(Header header, String body, List<Button> buttons) {
        public Card {
            buttons = List.copyOf(buttons);
            if (body.length() > 160 || buttons.size() > 2) {
                throw new IllegalArgumentException("a card takes 160 characters and 2 buttons");
            }
        }
    }

    /// A button of the template.
    ///
    /// @param url may end in one placeholder
    public record Button(ButtonType type, String text, @Nullable String url) {
        boolean needsParameter() {
            return switch (type) {
                case URL -> url != null && !placeholders(url).isEmpty();
                case COPY_CODE, MPM -> true;
                case QUICK_REPLY, PHONE_NUMBER, CATALOG, FLOW -> false;
            };
        }
    }

    public WhatsAppTemplate {
        if (!name.matches("[a-z0-9_]{1,512}")) {
            throw new IllegalArgumentException("template name must be [a-z0-9_]: " + name);
        }
        if (body.isEmpty() || body.length() > 1024) {
            throw new IllegalArgumentException("template body must hold 1 to 1024 characters");
        }
        if (buttons.size() > 10) {
            throw new IllegalArgumentException("a template has at most 10 buttons");
        }
        if (cards.size() == 1 || cards.size() > 10) {
            throw new IllegalArgumentException("a carousel has 2 to 10 cards");
        }
        if (offer != null && body.length() > 600) {
            throw new IllegalArgumentException("the body of an offer takes 600 characters");
        }
        buttons = List.copyOf(buttons);
        cards = List.copyOf(cards);
    }

    /// Without offer and carousel.
    public WhatsAppTemplate(
            String name,
            String language,
            Category category,
            Header header,
            @Nullable String headerText,
            String body,
            List<Button> buttons,
            Status status) {
        this(name, language, category, header, headerText, body, null, buttons, List.of(), status);
    }

    /// A marketing template of text only.
    public static WhatsAppTemplate ofText(String name, String language, String body) {
        return new WhatsAppTemplate(
                name,
                language,
                Category.MARKETING,
                Header.NONE,
                null,
                body,
                List.of(),
                Status.APPROVED);
    }

    public WhatsAppTemplate withButtons(Button... buttons) {
        return new WhatsAppTemplate(
                name,
                language,
                category,
                header,
                headerText,
                body,
                offer,
                List.of(buttons),
                cards,
                status);
    }

    public WhatsAppTemplate withCards(Card... cards) {
        return new WhatsAppTemplate(
                name,
                language,
                category,
                header,
                headerText,
                body,
                offer,
                buttons,
                List.of(cards),
                status);
    }

    public WhatsAppTemplate withOffer(Offer offer) {
        return new WhatsAppTemplate(
                name, language, category, header, headerText, body, offer, buttons, cards, status);
    }

    public WhatsAppTemplate withStatus(Status status) {
        return new WhatsAppTemplate(
                name, language, category, header, headerText, body, offer, buttons, cards, status);
    }

    public WhatsAppTemplate withCategory(Category category) {
        return new WhatsAppTemplate(
                name, language, category, header, headerText, body, offer, buttons, cards, status);
    }

    Set<String> bodyPlaceholders() {
        return placeholders(body);
    }

    Set<String> headerPlaceholders() {
        return headerText == null ? Set.of() : placeholders(headerText);
    }

    /// Named when any placeholder is a word; Meta allows one way or the other.
    boolean named() {
        return bodyPlaceholders().stream().anyMatch(name -> !name.matches("\\d+"));
    }

    static Set<String> placeholders(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
