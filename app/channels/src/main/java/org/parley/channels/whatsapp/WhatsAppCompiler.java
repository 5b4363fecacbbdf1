package org.parley.channels.whatsapp;

import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import tools.jackson.databind.node.ObjectNode;

/// Rich message to the body of `POST /{phone number}/messages`. Pure.
final class WhatsAppCompiler {

    private WhatsAppCompiler() {}

    static Compiled compile(OutboundMessage message) {
        ObjectNode body = JsonBody.object();
        body.put("messaging_product", "whatsapp");
        body.put("recipient_type", "individual");
        // A business-scoped id ("US.1349...") has its own field.
        body.put(message.address().startsWith("+") ? "to" : "recipient", message.address());
        body.put("biz_opaque_callback_data", message.id().toString());
        return switch (Reducer.reduce(
                message.content(),
                WhatsAppCapabilities.DECLARED.carriage(),
                message.windowOpen())) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated templated -> {
                body.put("type", "template");
                body.set(
                        "template",
                        WhatsAppTemplateBody.of(templated.template(), templated.content()));
                yield new Compiled.Ready(JsonBody.bytes(body));
            }
            case Reduction.Free(_, Content content, _) -> {
                if (content.buttons().isEmpty()) {
                    plain(body, content);
                } else {
                    interactive(body, content);
                }
                yield new Compiled.Ready(JsonBody.bytes(body));
            }
        };
    }

    private static void plain(ObjectNode body, Content content) {
        switch (content.body()) {
            case Part.Text(var text) ->
                    body.put("type", "text")
                            .putObject("text")
                            .put("body", text)
                            .put("preview_url", false);
            case Part.Media media -> {
                ObjectNode object = body.put("type", type(media)).putObject(type(media));
                link(object, media);
                if (media.text() != null) {
                    object.put("caption", media.text());
                }
            }
            case Part.Location place ->
                    body.put("type", "location").set("location", location(place));
            case Part.Contact(var name, var phone, _) -> {
                ObjectNode contact = body.put("type", "contacts").putArray("contacts").addObject();
                contact.putObject("name").put("formatted_name", name).put("first_name", name);
                contact.putArray("phones").addObject().put("phone", phone);
            }
            case Part.Carousel _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    interactive(body, content);
            case Part.Card _ ->
                    throw new IllegalStateException("WhatsApp declares no cards of their own");
        }
    }

    private static void interactive(ObjectNode body, Content content) {
        body.put("type", "interactive");
        body.set("interactive", WhatsAppInteractive.of(content));
    }

    static String type(Part.Media media) {
        return switch (media) {
            case Part.Image _ -> "image";
            case Part.Video _ -> "video";
            case Part.Audio _ -> "audio";
            case Part.File _ -> "document";
        };
    }

    /// Where the media is and, of a document, what it is called.
    static void link(ObjectNode object, Part.Media media) {
        object.put("link", media.url().toASCIIString());
        if (media instanceof Part.File file) {
            object.put("filename", file.name());
        }
    }

    static ObjectNode location(Part.Location place) {
        ObjectNode location =
                JsonBody.object()
                        .put("latitude", place.latitude())
                        .put("longitude", place.longitude());
        if (place.name() != null) {
            location.put("name", place.name());
        }
        if (place.address() != null) {
            location.put("address", place.address());
        }
        return location;
    }
}
