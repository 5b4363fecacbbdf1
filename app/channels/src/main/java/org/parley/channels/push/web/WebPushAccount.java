package org.parley.channels.push.web;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parley.channels.push.Notification;
import org.parley.channels.push.PushAdapter;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.node.ObjectNode;

/// Channel `push_web`. An address is a browser's subscription in JSON. The topic, made from our
/// message's id, makes a second send replace the first while it is undelivered.
public final class WebPushAccount implements PushAdapter {

    public static final Channel CHANNEL = new Channel("push_web");

    public static final Capabilities DECLARED = Notification.capabilities(CHANNEL, 50, 200);

    private final WebPushSettings settings;
    private final Capabilities capabilities;
    private final ProviderHttp http;
    private final Vapid vapid;
    private final Clock clock;
    private final SecureRandom random;

    public WebPushAccount(WebPushSettings settings, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.http = new ProviderHttp(settings.pace());
        this.vapid = new Vapid(settings);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Channel channel() {
        return CHANNEL;
    }

    @Override
    public String account() {
        return settings.account();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready ->
                    Subscription.read(message.address())
                            .map(theirs -> push(theirs, message.id(), ready.body()))
                            .orElseGet(() ->
                                    new SendOutcome.Refused(
                                            FailureClass.RECIPIENT,
                                            "no-subscription",
                                            "The address is no subscription of a browser",
                                            null));
        };
    }

    private static Compiled compile(OutboundMessage message) {
        return Notification.of(
                message,
                DECLARED.carriage(),
                (notification, id) -> {
                    ObjectNode body = JsonBody.object();
                    body.put("messageId", id);
                    body.put("title", notification.title()).put("body", notification.text());
                    if (notification.image() != null) {
                        body.put("image", notification.image().toASCIIString());
                    }
                    if (notification.url() != null) {
                        body.put("url", notification.url().toASCIIString());
                    }
                    return JsonBody.bytes(body);
                });
    }

    private SendOutcome push(Subscription theirs, MessageId id, byte[] plain) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        byte[] body = Sealing.seal(plain, theirs, P256.generate(random), salt);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("TTL", Long.toString(settings.timeToLive().toSeconds()));
        headers.put("Topic", "parley-" + id);
        headers.put("Urgency", "normal");
        headers.put("Content-Encoding", "aes128gcm");
        headers.put("Content-Type", "application/octet-stream");
        headers.put("Authorization", vapid.authorization(theirs.origin(), clock.instant()));
        return http.call("POST", theirs.endpoint(), headers, body)
                .outcome(answered ->
                        answered.status() / 100 == 2
                                ? new SendOutcome.Accepted("push-" + id)
                                : new SendOutcome.Refused(
                                        WebPushError.of(answered.status()),
                                        WebPushError.code(answered.status()),
                                        answered.words(),
                                        answered.retryAfter()));
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return WebPushError.saysGone(code);
    }

    @Override
    public String preview(OutboundMessage message) {
        return compile(message).preview();
    }

    @Override
    public void close() {
        http.close();
    }
}
