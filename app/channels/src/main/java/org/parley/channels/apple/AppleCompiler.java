package org.parley.channels.apple;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rich message to the gateway's `message`. Pure: the same message gives the same bytes.
final class AppleCompiler {

    static final String EXTENSION =
            "com.apple.messages.MSMessageExtensionBalloonPlugin:0000000000:"
                    + "com.apple.icloud.apps.messages.business.extension";

    private static final DateTimeFormatter SLOT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmxx").withZone(ZoneOffset.UTC);

    private final AppleSettings settings;

    AppleCompiler(AppleSettings settings) {
        this.settings = settings;
    }

    Compiled compile(OutboundMessage message) {
        return switch (Reducer.reduce(
                message.content(), AppleCapabilities.DECLARED.carriage(), message.windowOpen())) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated _ ->
                    throw new IllegalStateException("Apple templates are not declared");
            case Reduction.Free free ->
                    new Compiled.Ready(
                            JsonBody.bytes(body(message.id(), message.address(), free.content())));
        };
    }

    /// The message's id at Apple, made from ours: a repeated send is recognised by it.
    String idOf(MessageId id) {
        String name = settings.account() + "/" + id;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private ObjectNode body(MessageId id, String address, Content content) {
        List<Button.Reply> replies =
                content.buttons().stream()
                        .filter(Button.Reply.class::isInstance)
                        .map(Button.Reply.class::cast)
                        .toList();
        if (content.body() instanceof Part.ListMenu list) {
            ObjectNode body = envelope(id, address, "interactive");
            listPicker(interactive(body, id, list.text()), list);
            return body;
        }
        String text = String.valueOf(content.body().text());
        if (replies.size() >= 2) {
            ObjectNode body = envelope(id, address, "interactive");
            quickReply(interactive(body, id, text), text, replies);
            return body;
        }
        String only = replies.isEmpty() ? "" : "\n\n" + replies.getFirst().text();
        return envelope(id, address, "text").put("body", text + only);
    }

    private ObjectNode envelope(MessageId id, String address, String type) {
        return JsonBody.object()
                .put("v", 1)
                .put("id", idOf(id))
                .put("sourceId", settings.businessId())
                .put("destinationId", address)
                .put("type", type);
    }

    /// @return its `data`
    private ObjectNode interactive(ObjectNode body, MessageId id, String title) {
        ObjectNode interactive = body.putObject("interactiveData").put("bid", EXTENSION);
        interactive.putObject("receivedMessage").put("title", title).put("style", "small");
        interactive.putObject("replyMessage").put("title", title).put("style", "small");
        return interactive
                .putObject("data")
                .put("version", "1.0")
                .put("requestIdentifier", id.toString());
    }

    private static void quickReply(ObjectNode data, String text, List<Button.Reply> replies) {
        ObjectNode quick = data.putObject("quick-reply").put("summaryText", text);
        ArrayNode items = quick.putArray("items");
        replies.forEach(reply ->
                items.addObject().put("identifier", reply.payload()).put("title", reply.text()));
    }

    private static void listPicker(ObjectNode data, Part.ListMenu list) {
        ArrayNode sections = data.putObject("listPicker").putArray("sections");
        int order = 0;
        for (Part.Section section : list.sections()) {
            ObjectNode out = sections.addObject();
            out.put("title", section.title() == null ? list.button() : section.title());
            out.put("order", order++).put("multipleSelection", false);
            ArrayNode items = out.putArray("items");
            for (int row = 0; row < section.rows().size(); row++) {
                Part.Row each = section.rows().get(row);
                ObjectNode item = items.addObject();
                item.put("identifier", each.payload()).put("title", each.title());
                if (each.description() != null) {
                    item.put("subtitle", each.description());
                }
                item.put("order", row).put("style", "default");
            }
        }
    }

    byte[] timePicker(
            MessageId id, String address, String title, int zoneMinutes, List<TimeSlot> slots) {
        ObjectNode body = envelope(id, address, "interactive");
        ObjectNode event =
                interactive(body, id, title)
                        .putObject("event")
                        .put("identifier", id.toString())
                        .put("title", title)
                        .put("timezoneOffset", zoneMinutes);
        ArrayNode timeslots = event.putArray("timeslots");
        slots.forEach(slot ->
                timeslots
                        .addObject()
                        .put("identifier", slot.identifier())
                        .put("startTime", SLOT.format(slot.start()))
                        .put("duration", slot.length().toSeconds()));
        return JsonBody.bytes(body);
    }

    byte[] richLink(
            MessageId id, String address, URI url, String title, byte[] image, String mimeType) {
        ObjectNode body = envelope(id, address, "richLink");
        ObjectNode link =
                body.putObject("richLinkData").put("url", url.toASCIIString()).put("title", title);
        link.putObject("assets")
                .putObject("image")
                .put("data", Base64.getEncoder().encodeToString(image))
                .put("mimeType", mimeType);
        return JsonBody.bytes(body);
    }
}
