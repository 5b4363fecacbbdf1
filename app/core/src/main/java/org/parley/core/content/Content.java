package org.parley.core.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// One wording of a message, and after rendering the same with every text filled in. It becomes
/// exactly one message of the provider.
///
/// @param subject for channels that have one; at most 200 characters
/// @param buttons of the message as a whole, beside those inside its cards; at most 10
/// @param quickReplies at most 13
/// @param templates by channel: the provider-approved template that carries this message where the
///   channel asks for one
public record Content(
        @Nullable String subject,
        Part body,
        List<Button> buttons,
        List<QuickReply> quickReplies,
        Map<Channel, ProviderTemplate> templates) {

    public Content {
        buttons = buttons == null ? List.of() : List.copyOf(buttons);
        quickReplies = quickReplies == null ? List.of() : List.copyOf(quickReplies);
        templates = templates == null ? Map.of() : Map.copyOf(templates);
    }

    public Content(@Nullable String subject, Part body, Button... buttons) {
        this(subject, body, List.of(buttons), List.of(), Map.of());
    }

    /// An address that people open, and what stands on it.
    public record Link(String text, URI url) {}

    /// An answer that is offered: a reply button, a row of a list or a quick reply.
    public record Choice(String text, String payload) {}

    /// Every address that an author has put there to be opened, each through a tracked link. A
    /// link's index, by which clicks are counted, is its position here, from 0: the body's first,
    /// then the buttons'.
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        Filling.of(
                this,
                (_, text) -> text,
                (text, url) -> {
                    links.add(new Link(text, url));
                    return url;
                });
        return links;
    }

    /// Addresses that stand in for what a channel cannot show: a picture, a video, a place.
    List<Link> standIns() {
        return switch (body) {
            case Part.Media media -> List.of(standIn(media));
            case Part.Location place -> List.of(new Link("map", place.map()));
            case Part.Card card -> standIns(List.of(card));
            case Part.Carousel carousel -> standIns(carousel.cards());
            case Part.Text _,
                    Part.Contact _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    List.of();
        };
    }

    private static List<Link> standIns(List<Part.Card> cards) {
        return cards.stream()
                .flatMap(card -> Stream.ofNullable(card.media()))
                .map(Content::standIn)
                .toList();
    }

    private static Link standIn(Part.Media media) {
        return new Link(media.kind().noun(), media.url());
    }

    /// Every answer that is offered, in the order in which they are numbered where a channel has no
    /// buttons: the body's, then the buttons, then the quick replies.
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>(bodyChoices(body));
        replies(buttons).forEach(choices::add);
        quickReplies.forEach(quick -> choices.add(new Choice(quick.text(), quick.payload())));
        return choices;
    }

    /// The part of {@link #choices} that stands inside the body.
    public static List<Choice> bodyChoices(Part body) {
        return switch (body) {
            case Part.Card card -> replies(card.buttons()).toList();
            case Part.Carousel carousel ->
                    carousel.cards().stream().flatMap(card -> replies(card.buttons())).toList();
            case Part.ListMenu list ->
                    list.rows().stream()
                            .map(row -> new Choice(row.title(), row.payload()))
                            .toList();
            case Part.Text _,
                    Part.Media _,
                    Part.Location _,
                    Part.Contact _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    List.of();
        };
    }

    private static Stream<Choice> replies(List<Button> buttons) {
        return buttons.stream()
                .filter(Button.Reply.class::isInstance)
                .map(Button.Reply.class::cast)
                .map(reply -> new Choice(reply.text(), reply.payload()));
    }
}
