package org.parley.channels.viber;

import java.util.ArrayList;
import java.util.List;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.node.ObjectNode;

/// Rich message to the body of `send_message`. Pure: the same message gives the same bytes.
final class ViberCompiler {

    private static final int CARD_API_VERSION = 7;
    private static final int ASKING_API_VERSION = 3;

    /// About as long as they get, for messages that nobody receives yet.
    private static final MessageId SOMEBODY = new MessageId(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final String SOMEWHERE = "x".repeat(24);

    private final ViberSettings settings;

    ViberCompiler(ViberSettings settings) {
        this.settings = settings;
    }

    /// @param cards whether the person's client shows them
    Compiled compile(OutboundMessage message, boolean cards) {
        Carriage carriage =
                cards ? ViberCapabilities.DECLARED.carriage() : ViberCapabilities.WITHOUT_CARDS;
        return switch (Reducer.reduce(message.content(), carriage, message.windowOpen())) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated _ ->
                    throw new IllegalStateException("Viber bots have no templates");
            case Reduction.Free free -> {
                ObjectNode body = body(message.id(), message.address(), free);
                byte[] bytes = JsonBody.bytes(body);
                List<LintFinding> misfits = misfits(body, bytes);
                yield misfits.isEmpty()
                        ? new Compiled.Ready(bytes)
                        : new Compiled.Unfit(misfits.getFirst());
            }
        };
    }

    List<LintFinding> misfits(Reduction reduction) {
        if (!(reduction instanceof Reduction.Free free)) {
            return List.of();
        }
        ObjectNode body = body(SOMEBODY, SOMEWHERE, free);
        return misfits(body, JsonBody.bytes(body));
    }

    private static List<LintFinding> misfits(ObjectNode body, byte[] bytes) {
        List<LintFinding> found = new ArrayList<>();
        tooMuch(
                found,
                "body",
                "The whole request",
                "bytes",
                ViberCapabilities.REQUEST_BYTES,
                bytes.length);
        tooMuch(
                found,
                "buttons",
                "What echoes the payloads of the buttons",
                "characters",
                ViberCapabilities.TRACKING_DATA,
                body.path("tracking_data").stringValue().length());
        return found;
    }

    private static void tooMuch(
            List<LintFinding> found, String at, String what, String unit, int limit, int actual) {
        if (actual > limit) {
            found.add(
                    LintFinding.error(
                            ViberCapabilities.CHANNEL,
                            at,
                            limit + " " + unit,
                            actual + " " + unit,
                            what
                                    + " on Viber takes "
                                    + limit
                                    + " "
                                    + unit
                                    + "; there are "
                                    + actual));
        }
    }

    private ObjectNode body(MessageId id, String address, Reduction.Free free) {
        Content content = free.content();
        ObjectNode body = JsonBody.object();
        body.put("receiver", address);
        ObjectNode sender = body.putObject("sender").put("name", settings.senderName());
        if (settings.senderAvatar() != null) {
            sender.put("avatar", settings.senderAvatar().toASCIIString());
        }
        body.put("tracking_data", Tracking.of(id, content).write());
        if (free.form().equals(ViberCapabilities.BUTTON_CARD)) {
            body.put("min_api_version", CARD_API_VERSION);
            body.put("type", "rich_media");
            body.put("alt_text", content.body().text());
            body.set("rich_media", ViberCard.of(content));
            return body;
        }
        plain(body, content);
        if (!content.buttons().isEmpty()) {
            body.set("keyboard", ViberCard.keyboard(content.buttons()));
        }
        return body;
    }

    private static void plain(ObjectNode body, Content content) {
        boolean asks =
                content.buttons().stream().anyMatch(button -> !(button instanceof Button.Reply));
        body.put("min_api_version", asks ? ASKING_API_VERSION : 1);
        switch (content.body()) {
            case Part.Text(var text) -> body.put("type", "text").put("text", text);
            case Part.Image image ->
                    body.put("type", "picture")
                            .put("media", image.url().toASCIIString())
                            .put("text", image.text() == null ? "" : image.text());
            case Part.Video video -> video(body, video);
            case Part.File file ->
                    body.put("type", "file")
                            .put("media", file.url().toASCIIString())
                            .put("size", file.bytes())
                            .put("file_name", file.name());
            case Part.Location place ->
                    body.put("type", "location")
                            .putObject("location")
                            .put("lat", place.latitude())
                            .put("lon", place.longitude());
            case Part.Contact contact ->
                    body.put("type", "contact")
                            .putObject("contact")
                            .put("name", contact.name())
                            .put("phone_number", contact.phone());
            case Part.Card card -> cards(body, List.of(card));
            case Part.Carousel carousel -> cards(body, carousel.cards());
            case Part.Audio _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    throw new IllegalStateException(
                            "Not declared for Viber: " + content.body().kind());
        }
    }

    private static void video(ObjectNode body, Part.Video video) {
        body.put("type", "video")
                .put("media", video.url().toASCIIString())
                .put("size", video.bytes())
                .put("text", video.text() == null ? "" : video.text());
        if (video.seconds() != null) {
            body.put("duration", video.seconds());
        }
        if (video.thumbnail() != null) {
            body.put("thumbnail", video.thumbnail().toASCIIString());
        }
    }

    private static void cards(ObjectNode body, List<Part.Card> cards) {
        Part.Card first = cards.getFirst();
        body.put("min_api_version", CARD_API_VERSION);
        body.put("type", "rich_media");
        body.put("alt_text", first.title() == null ? first.text() : first.title());
        body.set("rich_media", ViberCard.of(cards));
    }
}
