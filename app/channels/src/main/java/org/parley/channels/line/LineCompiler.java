package org.parley.channels.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rich message to the body of `POST message/push`: one message. Pure.
final class LineCompiler {

    private LineCompiler() {}

    static Compiled compile(OutboundMessage message) {
        Reduction reduction =
                Reducer.reduce(
                        message.content(),
                        LineCapabilities.DECLARED.carriage(),
                        message.windowOpen());
        return switch (reduction) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated _ -> throw new IllegalStateException("LINE has no templates");
            case Reduction.Free free -> {
                List<LintFinding> misfits = misfits(reduction);
                if (!misfits.isEmpty()) {
                    yield new Compiled.Unfit(misfits.getFirst());
                }
                ObjectNode body = JsonBody.object().put("to", message.address());
                body.putArray("messages").add(message(free.content()));
                yield new Compiled.Ready(JsonBody.bytes(body));
            }
        };
    }

    /// A film needs a picture that stands for it, a sound its length.
    static List<LintFinding> misfits(Reduction reduction) {
        List<LintFinding> found = new ArrayList<>();
        if (reduction instanceof Reduction.Free(_, Content content, _)) {
            if (content.body() instanceof Part.Video video && video.thumbnail() == null) {
                found.add(missing("body.thumbnail", "A video on LINE needs a thumbnail"));
            }
            if (content.body() instanceof Part.Audio audio && audio.seconds() == null) {
                found.add(missing("body.seconds", "A sound on LINE needs its length"));
            }
        }
        return found;
    }

    private static LintFinding missing(String at, String detail) {
        return LintFinding.error(LineCapabilities.CHANNEL, at, "", "", detail);
    }

    private static ObjectNode message(Content content) {
        ObjectNode message = body(content);
        List<ObjectNode> taps = new ArrayList<>();
        content.buttons().stream()
                .filter(Button.LocationRequest.class::isInstance)
                .forEach(button -> taps.add(LineFlex.action(button)));
        content.quickReplies()
                .forEach(reply -> taps.add(LineFlex.postback(reply.text(), reply.payload())));
        if (!taps.isEmpty()) {
            ArrayNode items = message.putObject("quickReply").putArray("items");
            taps.forEach(action -> items.addObject().put("type", "action").set("action", action));
        }
        return message;
    }

    private static ObjectNode body(Content content) {
        ObjectNode message = JsonBody.object();
        List<Button> buttons =
                content.buttons().stream()
                        .filter(button -> !(button instanceof Button.LocationRequest))
                        .toList();
        return switch (content.body()) {
            case Part.Text(var text) ->
                    buttons.isEmpty()
                            ? message.put("type", "text").put("text", text)
                            : flex(new Part.Card(null, null, text, buttons, null));
            case Part.Image image ->
                    image.text() == null && buttons.isEmpty()
                            ? media(message, "image", image, image.url().toASCIIString())
                            : flex(new Part.Card(image, null, image.text(), buttons, null));
            case Part.Video video ->
                    media(message, "video", video, String.valueOf(video.thumbnail()));
            case Part.Audio audio ->
                    message.put("type", "audio")
                            .put("originalContentUrl", audio.url().toASCIIString())
                            .put("duration", audio.seconds() == null ? 0 : audio.seconds() * 1_000);
            case Part.Location place -> location(message, place);
            case Part.Card card -> flex(card);
            case Part.Carousel carousel ->
                    flex(title(carousel.cards()), LineFlex.carousel(carousel.cards()));
            case Part.File _,
                    Part.Contact _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    throw new IllegalStateException(
                            "Not declared for LINE: " + content.body().kind());
        };
    }

    private static ObjectNode media(
            ObjectNode message, String type, Part.Media media, String preview) {
        return message.put("type", type)
                .put("originalContentUrl", media.url().toASCIIString())
                .put("previewImageUrl", preview);
    }

    /// Title and address must both be there; what is missing is said by the other or the position.
    private static ObjectNode location(ObjectNode message, Part.Location place) {
        String position = place.latitude() + ", " + place.longitude();
        String name = first(place.name(), place.address(), position);
        String address = first(place.address(), position, position);
        return message.put("type", "location")
                .put("title", cut(name, LineCapabilities.PLACE))
                .put("address", cut(address, LineCapabilities.PLACE))
                .put("latitude", place.latitude())
                .put("longitude", place.longitude());
    }

    private static ObjectNode flex(Part.Card card) {
        return flex(title(List.of(card)), LineFlex.bubble(card));
    }

    private static ObjectNode flex(String altText, ObjectNode contents) {
        ObjectNode message = JsonBody.object().put("type", "flex");
        // A notification repeats the beginning; the whole stands in the chat.
        message.put("altText", cut(altText, LineCapabilities.ALT_TEXT));
        message.set("contents", contents);
        return message;
    }

    private static String title(List<Part.Card> cards) {
        Part.Card card = cards.getFirst();
        String media = card.media() instanceof Part.Image image ? image.alt() : null;
        return first(card.title(), card.text(), first(media, null, "-"));
    }

    private static String first(@Nullable String one, @Nullable String other, String last) {
        return one != null && !one.isBlank() ? one : other != null ? other : last;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
