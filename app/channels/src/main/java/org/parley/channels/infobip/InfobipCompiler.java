package org.parley.channels.infobip;

import java.util.List;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rich message to the body of `viber/2/messages`. Pure: the same message gives the same bytes.
final class InfobipCompiler {

    private static final int LONGEST_FILE_NAME = 25;

    private final InfobipSettings settings;

    InfobipCompiler(InfobipSettings settings) {
        this.settings = settings;
    }

    Compiled compile(OutboundMessage message) {
        return switch (Reducer.reduce(
                message.content(), InfobipCapabilities.DECLARED.carriage(), message.windowOpen())) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated _ ->
                    throw new IllegalStateException("Viber Business has no templates here");
            case Reduction.Free free -> new Compiled.Ready(body(message, free.content()));
        };
    }

    private byte[] body(OutboundMessage outbound, Content content) {
        ObjectNode body = JsonBody.object();
        ObjectNode message = body.putArray("messages").addObject();
        message.put("sender", settings.sender());
        message.putArray("destinations")
                .addObject()
                .put("to", outbound.address().replace("+", ""))
                .put("messageId", outbound.id().toString());
        content(message.putObject("content"), content);
        message.putObject("options")
                .put("label", settings.transactional() ? "TRANSACTIONAL" : "PROMOTIONAL");
        ObjectNode webhooks = message.putObject("webhooks");
        webhooks.putObject("delivery").put("url", settings.callback());
        webhooks.putObject("seen").put("url", settings.callback());
        return JsonBody.bytes(body);
    }

    private static void content(ObjectNode out, Content content) {
        switch (content.body()) {
            case Part.Text(var text) -> out.put("type", "TEXT").put("text", text);
            case Part.Image image -> {
                out.put("type", "IMAGE").put("mediaUrl", image.url().toASCIIString());
                if (image.text() != null) {
                    out.put("text", image.text());
                }
            }
            case Part.File file ->
                    out.put("type", "FILE")
                            .put("mediaUrl", file.url().toASCIIString())
                            .put("fileName", shortName(file.name()));
            case Part.ListMenu list -> {
                ArrayNode options =
                        out.put("type", "LIST").put("text", list.text()).putArray("options");
                list.rows().forEach(row -> options.add(row.title()));
            }
            case Part.Carousel carousel -> {
                out.put("type", "CAROUSEL").put("text", carousel.text());
                ArrayNode cards = out.putArray("cards");
                carousel.cards().forEach(card -> card(cards.addObject(), card));
            }
            case Part.Video _,
                    Part.Audio _,
                    Part.Location _,
                    Part.Contact _,
                    Part.Card _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    throw new IllegalStateException(
                            "Not declared for Viber Business: " + content.body().kind());
        }
        links(content.buttons()).forEach(link -> button(out.putObject("button"), link));
    }

    private static void card(ObjectNode out, Part.Card card) {
        out.put("text", card.text());
        if (card.media() != null) {
            out.put("mediaUrl", card.media().url().toASCIIString());
        }
        ArrayNode buttons = out.putArray("buttons");
        links(card.buttons()).forEach(link -> button(buttons.addObject(), link));
    }

    private static List<Button.Url> links(List<Button> buttons) {
        return buttons.stream()
                .filter(Button.Url.class::isInstance)
                .map(Button.Url.class::cast)
                .toList();
    }

    private static void button(ObjectNode out, Button.Url link) {
        out.put("title", link.text()).put("action", link.url().toASCIIString());
    }

    /// The name is only shown: its end, which says what the file is, matters more than its start.
    private static String shortName(String name) {
        return name.length() <= LONGEST_FILE_NAME
                ? name
                : name.substring(name.length() - LONGEST_FILE_NAME);
    }
}
