package org.parley.channels.rcs;

import java.net.URI;
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

/// Rich message to `AgentMessage`. Pure: the same message gives the same bytes.
final class RcsCompiler {

    private final RcsSettings settings;

    RcsCompiler(RcsSettings settings) {
        this.settings = settings;
    }

    Compiled compile(OutboundMessage message) {
        Reduction reduction =
                Reducer.reduce(
                        message.content(),
                        RcsCapabilities.DECLARED.carriage(),
                        message.windowOpen());
        return switch (reduction) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated _ -> throw new IllegalStateException("RCS has no templates");
            case Reduction.Free free -> {
                List<LintFinding> misfits = misfits(free);
                yield misfits.isEmpty()
                        ? new Compiled.Ready(body(free.content()))
                        : new Compiled.Unfit(misfits.getFirst());
            }
        };
    }

    List<LintFinding> misfits(Reduction reduction) {
        if (!(reduction instanceof Reduction.Free free)) {
            return List.of();
        }
        int bytes = body(free.content()).length;
        return bytes <= RcsCapabilities.MESSAGE_BYTES
                ? List.of()
                : List.of(
                        LintFinding.error(
                                RcsCapabilities.CHANNEL,
                                "body",
                                RcsCapabilities.MESSAGE_BYTES + " bytes",
                                bytes + " bytes",
                                "The whole request on RCS takes 250 KB"));
    }

    private byte[] body(Content content) {
        ObjectNode body = JsonBody.object();
        ObjectNode message = body.putObject("contentMessage");
        part(message, content.body());
        chips(message, content.buttons());
        if (settings.traffic() != null) {
            body.put("messageTrafficType", settings.traffic());
        }
        if (settings.timeToLive() != null) {
            body.put("ttl", settings.timeToLive().toSeconds() + "s");
        }
        return JsonBody.bytes(body);
    }

    private static void part(ObjectNode message, Part part) {
        switch (part) {
            case Part.Text(var text) -> message.put("text", text);
            case Part.Media media when media.text() == null -> {
                URI thumbnail = media instanceof Part.Video video ? video.thumbnail() : null;
                contentInfo(message, media.url(), thumbnail);
            }
            case Part.Media media ->
                    standalone(message, new Part.Card(media, null, media.text(), List.of(), null));
            case Part.Card card -> standalone(message, card);
            case Part.Carousel carousel -> {
                ObjectNode cards =
                        message.putObject("richCard")
                                .putObject("carouselCard")
                                .put("cardWidth", "MEDIUM");
                ArrayNode contents = cards.putArray("cardContents");
                carousel.cards().forEach(card -> card(contents.addObject(), card));
            }
            case Part.Location _,
                    Part.Contact _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    throw new IllegalStateException("Not declared for RCS: " + part.kind());
        }
    }

    private static void standalone(ObjectNode message, Part.Card card) {
        ObjectNode standalone =
                message.putObject("richCard")
                        .putObject("standaloneCard")
                        .put("cardOrientation", "VERTICAL");
        card(standalone.putObject("cardContent"), card);
    }

    private static void card(ObjectNode content, Part.Card card) {
        if (card.title() != null) {
            content.put("title", card.title());
        }
        if (card.text() != null) {
            content.put("description", card.text());
        }
        if (card.media() != null) {
            ObjectNode media = content.putObject("media").put("height", "MEDIUM");
            URI thumbnail = card.media() instanceof Part.Video video ? video.thumbnail() : null;
            contentInfo(media, card.media().url(), thumbnail);
        }
        chips(content, card.buttons());
    }

    private static void contentInfo(ObjectNode parent, URI url, @Nullable URI thumbnail) {
        ObjectNode info = parent.putObject("contentInfo").put("fileUrl", url.toASCIIString());
        if (thumbnail != null) {
            info.put("thumbnailUrl", thumbnail.toASCIIString());
        }
    }

    private static void chips(ObjectNode parent, List<Button> buttons) {
        if (buttons.isEmpty()) {
            return;
        }
        ArrayNode suggestions = parent.putArray("suggestions");
        buttons.forEach(button -> chip(suggestions.addObject(), button));
    }

    private static void chip(ObjectNode suggestion, Button button) {
        switch (button) {
            case Button.Reply(var text, var payload) ->
                    suggestion.putObject("reply").put("text", text).put("postbackData", payload);
            case Button.Url(var text, var url) ->
                    action(suggestion, text, "url")
                            .putObject("openUrlAction")
                            .put("url", url.toASCIIString());
            case Button.Call(var text, var phone) ->
                    action(suggestion, text, "call")
                            .putObject("dialAction")
                            .put("phoneNumber", phone);
            case Button.LocationRequest(var text) ->
                    action(suggestion, text, "location").putObject("shareLocationAction");
            case Button.ShareContact _, Button.CopyCode _, Button.ProductPage _, Button.Form _ ->
                    throw new IllegalStateException("Not declared for RCS: " + button.kind());
        }
    }

    private static ObjectNode action(ObjectNode suggestion, String text, String postback) {
        return suggestion.putObject("action").put("text", text).put("postbackData", postback);
    }
}
