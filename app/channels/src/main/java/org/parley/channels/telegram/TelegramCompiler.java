package org.parley.channels.telegram;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.carriage.Reduction;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reduced message to a call. Pure.
final class TelegramCompiler {

    private TelegramCompiler() {}

    static TelegramCall call(String address, Content content) {
        ObjectNode body = JsonBody.object().put("chat_id", address);
        String method = body(body, content.body());
        if (!content.buttons().isEmpty()) {
            body.set("reply_markup", markup(content.buttons()));
        }
        return new TelegramCall(method, body);
    }

    /// What the forms cannot say: how long a code may be.
    static List<LintFinding> misfits(Reduction reduction) {
        if (!(reduction instanceof Reduction.Free(_, Content content, _))) {
            return List.of();
        }
        return content.buttons().stream()
                .filter(Button.CopyCode.class::isInstance)
                .map(Button.CopyCode.class::cast)
                .filter(button -> button.code().length() > TelegramCapabilities.COPIED)
                .map(button ->
                        LintFinding.error(
                                TelegramCapabilities.CHANNEL,
                                "buttons",
                                TelegramCapabilities.COPIED + " characters",
                                button.code().length() + " characters",
                                "A code to copy takes "
                                        + TelegramCapabilities.COPIED
                                        + " characters"))
                .toList();
    }

    private static String body(ObjectNode body, Part part) {
        return switch (part) {
            case Part.Text(var text) -> {
                body.put("text", text);
                yield "sendMessage";
            }
            case Part.Image image -> media(body, "sendPhoto", "photo", image);
            case Part.Video video -> media(body, "sendVideo", "video", video);
            case Part.Audio audio -> media(body, "sendAudio", "audio", audio);
            case Part.File file -> media(body, "sendDocument", "document", file);
            case Part.Location(var latitude, var longitude, var name, var address, _) ->
                    place(
                            body.put("latitude", latitude).put("longitude", longitude),
                            name,
                            address);
            case Part.Contact(var name, var phone, _) -> {
                body.put("phone_number", phone).put("first_name", name);
                yield "sendContact";
            }
            case Part.Carousel(_, var cards, _) -> album(body.putArray("media"), cards);
            case Part.Card _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    throw new IllegalStateException("Not declared for Telegram: " + part.kind());
        };
    }

    private static String media(ObjectNode body, String method, String field, Part.Media media) {
        body.put(field, media.url().toASCIIString());
        if (media.text() != null) {
            body.put("caption", media.text());
        }
        return method;
    }

    private static String album(ArrayNode album, List<Part.Card> cards) {
        for (Part.Card card : cards) {
            Part.Media media = Objects.requireNonNull(card.media(), "Every card has its picture");
            ObjectNode item = album.addObject();
            item.put("type", media instanceof Part.Video ? "video" : "photo");
            item.put("media", media.url().toASCIIString());
            String caption =
                    Stream.of(card.title(), card.text())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining("\n"));
            if (!caption.isEmpty()) {
                item.put("caption", caption);
            }
        }
        return "sendMediaGroup";
    }

    /// A place with a name and an address is a venue.
    private static String place(ObjectNode body, @Nullable String name, @Nullable String address) {
        if (name == null || address == null) {
            return "sendLocation";
        }
        body.put("title", name).put("address", address);
        return "sendVenue";
    }

    private static ObjectNode markup(List<Button> buttons) {
        boolean asks =
                buttons.stream()
                        .anyMatch(button ->
                                button instanceof Button.LocationRequest
                                        || button instanceof Button.ShareContact);
        ObjectNode markup = JsonBody.object();
        ArrayNode rows = markup.putArray(asks ? "keyboard" : "inline_keyboard");
        for (Button button : buttons) {
            ObjectNode node = rows.addArray().addObject().put("text", button.text());
            switch (button) {
                case Button.Reply(_, var payload) -> {
                    if (!asks) {
                        node.put("callback_data", payload);
                    }
                }
                case Button.Url(_, var url) -> node.put("url", url.toASCIIString());
                case Button.CopyCode(_, var code) -> node.putObject("copy_text").put("text", code);
                case Button.LocationRequest _ -> node.put("request_location", true);
                case Button.ShareContact _ -> node.put("request_contact", true);
                case Button.Call _, Button.ProductPage _, Button.Form _ ->
                        throw new IllegalStateException(
                                "Not declared for Telegram: " + button.kind());
            }
        }
        return asks ? markup.put("one_time_keyboard", true).put("resize_keyboard", true) : markup;
    }
}
