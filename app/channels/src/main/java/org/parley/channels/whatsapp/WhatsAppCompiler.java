package org.parley.channels.whatsapp;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parley.channels.wire.Breach;
import org.parley.channels.wire.Breaches;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RenderedMessage.Link;
import org.parley.core.content.RenderedMessage.Reply;
import org.parley.core.content.RenderedMessage.Template;
import org.parley.core.content.RichMessage.Image;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rich message to the body of `POST /{phone number}/messages`. Pure.
///
/// Inside the service window a free-form message (text, picture, reply buttons or one link button)
/// where the content allows one; outside it, and for what no free-form message carries, the
/// approved template.
final class WhatsAppCompiler {

    private WhatsAppCompiler() {}

    static Compiled compile(OutboundMessage message) {
        RenderedMessage content = message.content();
        Template template = content.template();
        List<Breach> breaches = freeFormBreaches(content);
        ObjectNode body = JsonBody.object();
        body.put("messaging_product", "whatsapp");
        body.put("recipient_type", "individual");
        // A business-scoped id ("US.1349...") has its own field.
        body.put(message.address().startsWith("+") ? "to" : "recipient", message.address());
        body.put("biz_opaque_callback_data", message.id().toString());
        if (message.windowOpen() && breaches.isEmpty()) {
            freeForm(body, content);
        } else if (template != null) {
            List<Breach> unfit = templateBreaches(content, template);
            if (!unfit.isEmpty()) {
                return new Compiled.Unfit(unfit.getFirst());
            }
            body.put("type", "template");
            body.set("template", template(content, template));
        } else if (message.windowOpen()) {
            return new Compiled.Unfit(breaches.getFirst());
        } else {
            return new Compiled.Unfit(
                    new Breach(
                            "templates",
                            "Outside the 24 hours after the person's last message WhatsApp takes"
                                    + " approved templates only; this message has none"));
        }
        return new Compiled.Ready(JsonBody.bytes(body));
    }

    static List<Breach> freeFormBreaches(RenderedMessage content) {
        Breaches breaches = new Breaches();
        List<RenderedMessage.Button> buttons = content.buttons();
        boolean plain = content.image() == null && buttons.isEmpty();
        breaches.atMost(
                "text",
                content.text(),
                plain ? WhatsAppLimits.TEXT : WhatsAppLimits.BODY,
                plain ? "A WhatsApp text" : "WhatsApp text beside a picture or buttons");
        long links = buttons.stream().filter(Link.class::isInstance).count();
        if (links > 0 && buttons.size() > WhatsAppLimits.LINK_BUTTONS) {
            breaches.add(
                    "buttons",
                    "Without a template WhatsApp takes up to "
                            + WhatsAppLimits.REPLY_BUTTONS
                            + " reply buttons or one link button, not both");
        } else if (buttons.size() > WhatsAppLimits.REPLY_BUTTONS) {
            breaches.add(
                    "buttons", "WhatsApp takes " + WhatsAppLimits.REPLY_BUTTONS + " reply buttons");
        }
        Set<String> titles = new HashSet<>();
        for (int i = 0; i < buttons.size(); i++) {
            String at = "buttons[" + i + "].text";
            breaches.atMost(
                    at, buttons.get(i).text(), WhatsAppLimits.BUTTON_TEXT, "A WhatsApp button");
            if (!titles.add(buttons.get(i).text())) {
                breaches.add(at, "WhatsApp takes no two buttons of the same text");
            }
        }
        return breaches.list();
    }

    static List<Breach> templateBreaches(RenderedMessage content, Template template) {
        Breaches breaches = new Breaches();
        List<RenderedMessage.Button> buttons = content.buttons();
        long links = buttons.stream().filter(Link.class::isInstance).count();
        if (links > WhatsAppLimits.TEMPLATE_LINK_BUTTONS) {
            breaches.add(
                    "buttons",
                    "A WhatsApp template takes "
                            + WhatsAppLimits.TEMPLATE_LINK_BUTTONS
                            + " link buttons; there are "
                            + links);
        }
        boolean split =
                buttons.size() == 3
                        && buttons.get(0) instanceof Reply
                        && buttons.get(1) instanceof Link
                        && buttons.get(2) instanceof Reply;
        if (split) {
            breaches.add("buttons", "In a WhatsApp template the reply buttons stand together");
        }
        int length = template.parameters().stream().mapToInt(String::length).sum();
        if (length > WhatsAppLimits.BODY) {
            breaches.add(
                    "templates.whatsapp.parameters",
                    "A filled WhatsApp template takes "
                            + WhatsAppLimits.BODY
                            + " characters; the parameters alone have "
                            + length);
        }
        return breaches.list();
    }

    private static void freeForm(ObjectNode body, RenderedMessage content) {
        Image image = content.image();
        if (!content.buttons().isEmpty()) {
            body.put("type", "interactive");
            body.set("interactive", interactive(content));
        } else if (image != null) {
            body.put("type", "image");
            body.putObject("image")
                    .put("link", image.url().toASCIIString())
                    .put("caption", content.text());
        } else {
            body.put("type", "text");
            body.putObject("text").put("body", content.text()).put("preview_url", false);
        }
    }

    private static ObjectNode interactive(RenderedMessage content) {
        ObjectNode interactive = JsonBody.object();
        boolean link = content.buttons().getFirst() instanceof Link;
        interactive.put("type", link ? "cta_url" : "button");
        Image image = content.image();
        if (image != null) {
            interactive
                    .putObject("header")
                    .put("type", "image")
                    .putObject("image")
                    .put("link", image.url().toASCIIString());
        }
        interactive.putObject("body").put("text", content.text());
        ObjectNode action = interactive.putObject("action");
        for (RenderedMessage.Button button : content.buttons()) {
            switch (button) {
                case Link(String text, URI url) ->
                        action.put("name", "cta_url")
                                .putObject("parameters")
                                .put("display_text", text)
                                .put("url", url.toASCIIString());
                case Reply(String text, String payload) ->
                        action.withArray("buttons")
                                .addObject()
                                .put("type", "reply")
                                .putObject("reply")
                                .put("id", payload)
                                .put("title", text);
            }
        }
        return interactive;
    }

    private static ObjectNode template(RenderedMessage content, Template template) {
        ObjectNode filled = JsonBody.object();
        filled.put("name", template.name());
        filled.putObject("language").put("code", template.language());
        ArrayNode components = filled.putArray("components");
        Image image = content.image();
        if (image != null) {
            ObjectNode header = components.addObject().put("type", "header");
            header.putArray("parameters")
                    .addObject()
                    .put("type", "image")
                    .putObject("image")
                    .put("link", image.url().toASCIIString());
        }
        if (!template.parameters().isEmpty()) {
            ArrayNode parameters =
                    components.addObject().put("type", "body").putArray("parameters");
            for (String parameter : template.parameters()) {
                parameters.addObject().put("type", "text").put("text", oneLine(parameter));
            }
        }
        for (int i = 0; i < content.buttons().size(); i++) {
            button(components.addObject(), i, content.buttons().get(i));
        }
        return filled;
    }

    private static void button(ObjectNode component, int index, RenderedMessage.Button button) {
        component.put("type", "button");
        switch (button) {
            case Link link -> {
                component.put("sub_type", "url").put("index", Integer.toString(index));
                component
                        .putArray("parameters")
                        .addObject()
                        .put("type", "text")
                        .put("text", token(link.url()));
            }
            case Reply reply -> {
                component.put("sub_type", "quick_reply").put("index", Integer.toString(index));
                component
                        .putArray("parameters")
                        .addObject()
                        .put("type", "payload")
                        .put("payload", reply.payload());
            }
        }
    }

    /// The dynamic suffix of the approved address `https://our-host/r/{{1}}`: what stands behind
    /// the last slash of the tracked link.
    private static String token(URI link) {
        String address = link.toASCIIString();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /// A parameter takes no line break, tab or run of five spaces.
    private static String oneLine(String parameter) {
        return parameter.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    }
}
