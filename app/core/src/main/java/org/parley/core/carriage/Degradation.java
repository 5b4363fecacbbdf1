package org.parley.core.carriage;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;
import org.parley.core.content.RenderedMessage;
import org.parley.core.kernel.Channel;

/// One step from a body that a channel does not take to a simpler one.
final class Degradation {

    private final Channel channel;
    private final RenderedMessage message;

    Degradation(Channel channel, RenderedMessage message) {
        this.channel = channel;
        this.message = message;
    }

    /// The simpler message; null: there is no simpler one, the part asks for a fallback.
    @Nullable Draft step(Draft draft, Fault why) {
        return switch (draft.body()) {
            case Part.Text _ -> null;
            case Part.Media media -> text(draft, why, media.text(), media, link(media));
            case Part.Location place -> text(draft, why, null, place, map(place));
            case Part.Contact contact ->
                    text(draft, why, null, contact, contact.name() + ": " + contact.phone());
            case Part.Card card -> card(draft, why, card);
            case Part.Carousel carousel -> carousel(draft, why, carousel);
            case Part.ListMenu list ->
                    list.fallback() == null
                            ? draft.step(
                                    new Part.Text(list.text()),
                                    Act.ofList(list),
                                    told(why, "its rows stand as single choices"))
                            : draft.step(
                                    new Part.Text(list.fallback()),
                                    List.of(),
                                    told(why, "its fallback stands in its place"));
            case Part.Product product -> {
                URI url = product.url();
                yield product.fallback() == null && url == null
                        ? null
                        : text(draft, why, product.text(), product, String.valueOf(url));
            }
            case Part.ProductList list ->
                    list.fallback() == null
                            ? null
                            : text(draft, why, list.title() + "\n" + list.text(), list, "");
            case Part.Catalogue catalogue ->
                    catalogue.fallback() == null
                            ? null
                            : text(draft, why, catalogue.text(), catalogue, "");
        };
    }

    /// Why there is no simpler one.
    LintFinding dead(Fault why) {
        return LintFinding.error(
                channel,
                "body.fallback",
                why.limit(),
                why.actual(),
                why.detail() + ", and no fallback stands in its place");
    }

    LintFinding error(Fault why) {
        return LintFinding.error(channel, why.at(), why.limit(), why.actual(), why.detail());
    }

    private LintFinding told(Fault why, String instead) {
        return LintFinding.warning(
                channel, why.at(), why.limit(), why.actual(), why.detail() + ": " + instead);
    }

    private Draft text(
            Draft draft, Fault why, @Nullable String words, Part part, String otherwise) {
        String fallback = part.fallback();
        String second = fallback == null ? otherwise : fallback;
        return draft.step(
                new Part.Text(String.valueOf(Wordings.joined(words, second))),
                List.of(),
                told(
                        why,
                        fallback == null
                                ? "an address stands in its place"
                                : "its fallback stands in its place"));
    }

    private Draft card(Draft draft, Fault why, Part.Card card) {
        List<Act> acts = Act.ofCard(card, "body", 0, null);
        if (card.fallback() != null) {
            return draft.step(
                    new Part.Text(card.fallback()),
                    acts,
                    told(why, "its fallback stands in its place"));
        }
        String words = Wordings.joined(card.title(), card.text());
        Part.Media media = card.media();
        return draft.step(
                media == null ? new Part.Text(String.valueOf(words)) : captioned(media, words),
                acts,
                told(why, "its parts stand one below the other"));
    }

    static Part captioned(Part.Media media, @Nullable String words) {
        return switch (media) {
            case Part.Image(var url, var alt, _, var bytes, var fallback) ->
                    new Part.Image(url, alt, words, bytes, fallback);
            case Part.Video(var url, _, var thumbnail, var bytes, var seconds, var fallback) ->
                    new Part.Video(url, words, thumbnail, bytes, seconds, fallback);
            case Part.Audio(var url, _, var bytes, var seconds, var fallback) ->
                    new Part.Audio(url, words, bytes, seconds, fallback);
            case Part.File(var url, var name, _, var bytes, var fallback) ->
                    new Part.File(url, name, words, bytes, fallback);
        };
    }

    private Draft carousel(Draft draft, Fault why, Part.Carousel carousel) {
        Part.Card first = carousel.cards().getFirst();
        List<Act> acts = new ArrayList<>();
        if (carousel.fallback() != null) {
            acts.addAll(Act.ofCard(first, "body.cards[0]", 0, first.title()));
        }
        int choices = Content.bodyChoices(first).size();
        for (int i = 1; i < carousel.cards().size(); i++) {
            Part.Card card = carousel.cards().get(i);
            acts.addAll(Act.ofCard(card, "body.cards[" + i + "]", choices, card.title()));
            choices += Content.bodyChoices(card).size();
        }
        String fallback = carousel.fallback();
        if (fallback != null) {
            return draft.step(
                    new Part.Text(fallback), acts, told(why, "its fallback stands in its place"));
        }
        Part.Card alone =
                new Part.Card(
                        first.media(),
                        first.title(),
                        Wordings.joined(carousel.text(), first.text()),
                        first.buttons(),
                        first.fallback() == null
                                ? null
                                : Wordings.joined(carousel.text(), first.fallback()));
        return draft.step(
                alone,
                acts,
                told(
                        why,
                        carousel.cards().size() == 1
                                ? "its card stands alone"
                                : "only its first card is shown, of the others their buttons;"
                                        + " their pictures and texts are left out"));
    }

    private String link(Part.Media media) {
        String url = message.standIn(media.url()).toASCIIString();
        return switch (media) {
            case Part.Image image -> image.alt() + ": " + url;
            case Part.File file -> file.name() + ": " + url;
            case Part.Video _, Part.Audio _ -> url;
        };
    }

    private String map(Part.Location place) {
        StringBuilder text = new StringBuilder();
        if (place.name() != null) {
            text.append(place.name()).append('\n');
        }
        if (place.address() != null) {
            text.append(place.address()).append('\n');
        }
        return text.append(message.standIn(place.map()).toASCIIString()).toString();
    }
}
