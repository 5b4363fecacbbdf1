package org.parley.channels.push;

import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.TEXT;

import java.net.URI;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Compiled;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.carriage.SubjectRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;
import org.parley.core.kernel.Channel;

/// A message as a notification: a title, a few lines, perhaps a picture and where a tap leads.
///
/// @param url of the first link button
public record Notification(String title, String text, @Nullable URI image, @Nullable URI url) {

    /// Push services take about 4,096 bytes, encrypted or not; the rest of them is for ids and
    /// addresses.
    private static final int PAYLOAD_BYTES = 3_000;

    private static final TextLimit TEXT_LIMIT = TextLimit.bytes(2_000);

    /// Nobody answers a notification, and only the app or the page knows what became of it.
    public static Capabilities capabilities(Channel channel, int concurrency, int perSecond) {
        ButtonRule tap = ButtonRule.of(1, TextLimit.characters(40), ButtonKind.URL);
        return new Capabilities(
                Carriage.of(
                                channel,
                                Form.of("notification", TEXT_LIMIT, TEXT, IMAGE)
                                        .withText()
                                        .buttons(tap))
                        .media(IMAGE, MediaRule.of(1_000_000, "jpg", "jpeg", "png"))
                        .subject(new SubjectRule(true, TextLimit.characters(120)))
                        .oneWay()
                        .build(),
                AddressForm.DEVICE,
                false,
                false,
                false,
                null,
                concurrency,
                perSecond);
    }

    /// @param payload writes a notification and our message's id in the service's form
    public static Compiled of(
            OutboundMessage message,
            Carriage carriage,
            BiFunction<Notification, String, byte[]> payload) {
        return switch (Reducer.reduce(message.content(), carriage, message.windowOpen())) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated _ -> throw new IllegalStateException("Push has no templates");
            case Reduction.Free free -> {
                byte[] body = payload.apply(of(free.content()), message.id().toString());
                yield body.length <= PAYLOAD_BYTES
                        ? new Compiled.Ready(body)
                        : new Compiled.Unfit(
                                LintFinding.error(
                                        carriage.channel(),
                                        "body",
                                        PAYLOAD_BYTES + " bytes",
                                        body.length + " bytes",
                                        "The whole notification takes "
                                                + PAYLOAD_BYTES
                                                + " bytes"));
            }
        };
    }

    private static Notification of(Content content) {
        URI image = content.body() instanceof Part.Image picture ? picture.url() : null;
        URI url =
                content.buttons().stream()
                        .filter(Button.Url.class::isInstance)
                        .map(button -> ((Button.Url) button).url())
                        .findFirst()
                        .orElse(null);
        return new Notification(
                String.valueOf(content.subject()),
                String.valueOf(content.body().text()),
                image,
                url);
    }
}
