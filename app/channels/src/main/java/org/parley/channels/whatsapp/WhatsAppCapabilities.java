package org.parley.channels.whatsapp;

import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.CAROUSEL;
import static org.parley.core.content.PartKind.CATALOGUE;
import static org.parley.core.content.PartKind.CONTACT;
import static org.parley.core.content.PartKind.FILE;
import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.LIST;
import static org.parley.core.content.PartKind.LOCATION;
import static org.parley.core.content.PartKind.PRODUCT;
import static org.parley.core.content.PartKind.PRODUCT_LIST;
import static org.parley.core.content.PartKind.TEXT;
import static org.parley.core.content.PartKind.VIDEO;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.CardRule;
import org.parley.core.carriage.CarouselRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.ListRule;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.OutsideWindow;
import org.parley.core.carriage.ProductRule;
import org.parley.core.carriage.TemplateRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.PartKind;
import org.parley.core.kernel.Channel;

/// What the Cloud API takes (Meta, "Messages", "Interactive messages", "Template components",
/// "Media"; OpenAPI business-messaging v23.0).
final class WhatsAppCapabilities {

    static final Channel CHANNEL = new Channel("whatsapp");

    /// Body of an interactive message, caption, and a template's filled body.
    private static final TextLimit BODY = TextLimit.characters(1_024);

    private static final TextLimit TITLE = TextLimit.characters(20);
    private static final TextLimit REPLY_ID = TextLimit.characters(256);
    private static final PartKind[] HEADED = {TEXT, IMAGE, VIDEO, FILE};

    static final Form BUTTONS =
            Form.of("interactive button", BODY, HEADED)
                    .withText()
                    .buttons(
                            ButtonRule.of(3, TITLE, ButtonKind.REPLY)
                                    .payload(REPLY_ID)
                                    .withDistinctLabels())
                    .needs(ButtonKind.REPLY);

    static final Form LINK =
            Form.of("interactive cta_url", BODY, HEADED)
                    .withText()
                    .buttons(ButtonRule.of(1, TITLE, ButtonKind.URL))
                    .needs(ButtonKind.URL);

    static final Form FLOW =
            Form.of("interactive flow", BODY, HEADED)
                    .withText()
                    .buttons(ButtonRule.of(1, TextLimit.characters(30), ButtonKind.FORM))
                    .needs(ButtonKind.FORM);

    /// The button's words are WhatsApp's own.
    static final Form LOCATION_REQUEST =
            Form.of("interactive location_request_message", BODY, TEXT)
                    .buttons(ButtonRule.of(1, TextLimit.ANY, ButtonKind.LOCATION_REQUEST))
                    .needs(ButtonKind.LOCATION_REQUEST);

    private static final Carriage CARRIAGE =
            Carriage.of(
                            CHANNEL,
                            Form.of("text", TextLimit.characters(4_096), TEXT),
                            Form.of("image", BODY, IMAGE),
                            Form.of("video", BODY, VIDEO),
                            Form.of("document", BODY, FILE),
                            Form.of("audio", TextLimit.NONE, AUDIO),
                            Form.of("location", TextLimit.NONE, LOCATION),
                            Form.of("contacts", TextLimit.NONE, CONTACT),
                            BUTTONS,
                            LINK,
                            FLOW,
                            LOCATION_REQUEST,
                            Form.of("interactive list", TextLimit.characters(4_096), LIST),
                            Form.of("interactive product", BODY, PRODUCT),
                            Form.of("interactive product_list", BODY, PRODUCT_LIST),
                            Form.of("interactive catalog_message", BODY, CATALOGUE),
                            Form.of("interactive carousel", BODY, CAROUSEL).withText())
                    .media(IMAGE, MediaRule.of(5_000_000, "jpg", "jpeg", "png"))
                    .media(VIDEO, MediaRule.of(16_000_000, "mp4", "3gp"))
                    .media(
                            AUDIO,
                            MediaRule.of(16_000_000, "aac", "amr", "mp3", "m4a", "ogg", "opus"))
                    .media(FILE, MediaRule.of(100_000_000))
                    .carousel(
                            new CarouselRule(
                                    2,
                                    10,
                                    new CardRule(
                                            Set.of(IMAGE, VIDEO),
                                            true,
                                            false,
                                            TextLimit.NONE,
                                            TextLimit.characters(160).withLineBreaks(2),
                                            ButtonRule.of(
                                                            2,
                                                            TITLE,
                                                            ButtonKind.URL,
                                                            ButtonKind.REPLY)
                                                    .payload(TITLE)
                                                    .ofOneKind()
                                                    .atMost(Map.of(ButtonKind.URL, 1))),
                                    true,
                                    true))
                    .list(
                            new ListRule(
                                    TITLE,
                                    10,
                                    10,
                                    TextLimit.characters(24),
                                    TextLimit.characters(24),
                                    TextLimit.characters(72),
                                    TextLimit.characters(200)))
                    .products(
                            new ProductRule(
                                    10, 30, TextLimit.characters(60), TextLimit.characters(24)))
                    .outside(OutsideWindow.TEMPLATE)
                    .template(
                            new TemplateRule(
                                    BODY,
                                    Set.of(
                                            TEXT,
                                            IMAGE,
                                            VIDEO,
                                            FILE,
                                            LOCATION,
                                            CAROUSEL,
                                            PRODUCT_LIST,
                                            CATALOGUE),
                                    Map.of(
                                            ButtonKind.REPLY, 10,
                                            ButtonKind.URL, 2,
                                            ButtonKind.CALL, 1,
                                            ButtonKind.COPY_CODE, 1,
                                            ButtonKind.FORM, 1),
                                    10,
                                    true,
                                    TextLimit.characters(15),
                                    2,
                                    10,
                                    TextLimit.characters(160),
                                    2,
                                    true))
                    .build();

    /// 80 messages a second and number, by Meta's "Throughput".
    static final Capabilities DECLARED =
            new Capabilities(
                    CARRIAGE,
                    AddressForm.E164_OR_PROVIDER_ID,
                    false,
                    true,
                    true,
                    Duration.ofHours(24),
                    64,
                    80);

    private WhatsAppCapabilities() {}
}
