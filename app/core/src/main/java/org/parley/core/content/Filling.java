package org.parley.core.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks a wording in one fixed order and gives the same with every text and link replaced. Reading
/// templates, filling them in, listing links and holding a wording against limits all walk here.
final class Filling {

    /// What stands in a text's place.
    interface Texts {
        String fill(Place at, String text);
    }

    /// What stands in a link's place.
    interface Links {
        URI track(String label, URI target);
    }

    private final Texts texts;
    private final Links links;

    private Filling(Texts texts, Links links) {
        this.texts = texts;
        this.links = links;
    }

    static Content of(Content content, Texts texts, Links links) {
        Filling filling = new Filling(texts, links);
        Place root = Place.ROOT;
        return new Content(
                filling.optional(root.to("subject"), content.subject()),
                filling.part(root.to("body"), content.body()),
                filling.buttons(root, content.buttons()),
                filling.quickReplies(root, content.quickReplies()),
                Map.of());
    }

    static ProviderTemplate of(Place at, ProviderTemplate template, Texts texts) {
        Filling filling = new Filling(texts, (_, url) -> url);
        List<List<String>> cards = new ArrayList<>(template.cards().size());
        for (int i = 0; i < template.cards().size(); i++) {
            cards.add(filling.list(at.to("cards", i), "", template.cards().get(i)));
        }
        return new ProviderTemplate(
                template.name(),
                template.language(),
                filling.list(at, "parameters", template.parameters()),
                template.names(),
                filling.optional(at.to("header"), template.header()),
                cards,
                template.offerEnds());
    }

    private Part part(Place at, Part part) {
        return switch (part) {
            case Part.Text(String text) -> new Part.Text(text(at, text));
            case Part.Media media -> media(at, media);
            case Part.Location(var north, var east, var name, var address, var fallback) ->
                    new Part.Location(
                            north,
                            east,
                            optional(at.to("name"), name),
                            optional(at.to("address"), address),
                            fallback(at, fallback));
            case Part.Contact(var name, var phone, var fallback) ->
                    new Part.Contact(
                            texts.fill(at.to("name"), name), phone, fallback(at, fallback));
            case Part.Card card -> card(at, card);
            case Part.Carousel(var text, var cards, var fallback) -> {
                String above = optional(at.to("text"), text);
                List<Part.Card> filled = new ArrayList<>(cards.size());
                for (int i = 0; i < cards.size(); i++) {
                    filled.add(card(at.to("cards", i), cards.get(i)));
                }
                yield new Part.Carousel(above, filled, fallback(at, fallback));
            }
            case Part.ListMenu list -> menu(at, list);
            case Part.Product(var text, var catalogue, var product, var url, var fallback) ->
                    new Part.Product(
                            optional(at.to("text"), text),
                            catalogue,
                            product,
                            url == null ? null : links.track(product, url),
                            fallback(at, fallback));
            case Part.ProductList list -> products(at, list);
            case Part.Catalogue(var text, var product, var fallback) ->
                    new Part.Catalogue(text(at, text), product, fallback(at, fallback));
        };
    }

    private Part.Media media(Place at, Part.Media media) {
        String text = optional(at.to("text"), media.text());
        String fallback = fallback(at, media.fallback());
        return switch (media) {
            case Part.Image(var url, var alt, _, var bytes, _) ->
                    new Part.Image(url, texts.fill(at.to("alt"), alt), text, bytes, fallback);
            case Part.Video(var url, _, var thumbnail, var bytes, var seconds, _) ->
                    new Part.Video(url, text, thumbnail, bytes, seconds, fallback);
            case Part.Audio(var url, _, var bytes, var seconds, _) ->
                    new Part.Audio(url, text, bytes, seconds, fallback);
            case Part.File(var url, var name, _, var bytes, _) ->
                    new Part.File(url, name, text, bytes, fallback);
        };
    }

    private Part.Card card(Place at, Part.Card card) {
        return new Part.Card(
                card.media() == null ? null : media(at.to("media"), card.media()),
                optional(at.to("title"), card.title()),
                optional(at.to("text"), card.text()),
                buttons(at, card.buttons()),
                fallback(at, card.fallback()));
    }

    private Part menu(Place at, Part.ListMenu list) {
        String text = text(at, list.text());
        String button = texts.fill(at.to("button"), list.button());
        List<Part.Section> sections = new ArrayList<>(list.sections().size());
        for (int i = 0; i < list.sections().size(); i++) {
            Place section = at.to("sections", i);
            String title = optional(section.to("title"), list.sections().get(i).title());
            List<Part.Row> rows = new ArrayList<>();
            for (int j = 0; j < list.sections().get(i).rows().size(); j++) {
                Part.Row row = list.sections().get(i).rows().get(j);
                Place here = section.to("rows", j);
                rows.add(
                        new Part.Row(
                                texts.fill(here.to("title"), row.title()),
                                optional(here.to("description"), row.description()),
                                row.payload()));
            }
            sections.add(new Part.Section(title, rows));
        }
        return new Part.ListMenu(text, button, sections, fallback(at, list.fallback()));
    }

    private Part products(Place at, Part.ProductList list) {
        String title = texts.fill(at.to("title"), list.title());
        String text = text(at, list.text());
        List<Part.ProductSection> sections = new ArrayList<>(list.sections().size());
        for (int i = 0; i < list.sections().size(); i++) {
            Part.ProductSection section = list.sections().get(i);
            sections.add(
                    new Part.ProductSection(
                            texts.fill(at.to("sections", i).to("title"), section.title()),
                            section.products()));
        }
        return new Part.ProductList(
                title, text, list.catalogue(), sections, fallback(at, list.fallback()));
    }

    private List<Button> buttons(Place at, List<Button> buttons) {
        List<Button> filled = new ArrayList<>(buttons.size());
        for (int i = 0; i < buttons.size(); i++) {
            filled.add(button(at.to("buttons", i), buttons.get(i)));
        }
        return filled;
    }

    private Button button(Place at, Button button) {
        String label = text(at, button.text());
        return switch (button) {
            case Button.Reply(_, var payload) -> new Button.Reply(label, payload);
            case Button.Url(var text, var url) -> new Button.Url(label, links.track(text, url));
            case Button.Call(_, var phone) -> new Button.Call(label, phone);
            case Button.LocationRequest _ -> new Button.LocationRequest(label);
            case Button.ShareContact _ -> new Button.ShareContact(label);
            case Button.CopyCode(_, var code) ->
                    new Button.CopyCode(label, texts.fill(at.to("code"), code));
            case Button.ProductPage(var text, var catalogue, var product, var url) ->
                    new Button.ProductPage(label, catalogue, product, links.track(text, url));
            case Button.Form(var text, var forms, var url) ->
                    new Button.Form(label, forms, links.track(text, url));
        };
    }

    private List<QuickReply> quickReplies(Place at, List<QuickReply> replies) {
        List<QuickReply> filled = new ArrayList<>(replies.size());
        for (int i = 0; i < replies.size(); i++) {
            QuickReply reply = replies.get(i);
            filled.add(
                    new QuickReply(text(at.to("quickReplies", i), reply.text()), reply.payload()));
        }
        return filled;
    }

    private List<String> list(Place at, String name, List<String> sources) {
        List<String> filled = new ArrayList<>(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            filled.add(texts.fill(at.to(name, i), sources.get(i)));
        }
        return filled;
    }

    private String text(Place at, String text) {
        return texts.fill(at.to("text"), text);
    }

    private @Nullable String fallback(Place at, @Nullable String fallback) {
        return optional(at.to("fallback"), fallback);
    }

    private @Nullable String optional(Place at, @Nullable String text) {
        return text == null ? null : texts.fill(at, text);
    }
}
