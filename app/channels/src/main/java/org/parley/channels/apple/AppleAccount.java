package org.parley.channels.apple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.ErrorTable;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.MessageId;

/// Channel `apple` through one business. An address is Apple's id of the person for this business.
public final class AppleAccount implements ChannelAdapter, AutoCloseable {

    public static final Capabilities DECLARED = AppleCapabilities.DECLARED;

    static final ErrorTable ERRORS = ErrorTable.beside(AppleAccount.class);

    private final AppleSettings settings;
    private final Capabilities capabilities;
    private final AppleCompiler compiler;
    private final AppleTokens tokens;
    private final ProviderHttp http;
    private final Clock clock;

    public AppleAccount(AppleSettings settings, Clock clock) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.compiler = new AppleCompiler(settings);
        this.tokens = new AppleTokens(settings);
        this.http = new ProviderHttp(settings.pace());
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return AppleCapabilities.CHANNEL;
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
        return switch (compiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready -> post(message.id(), message.address(), ready.body());
        };
    }

    /// Offers times to choose from.
    ///
    /// @param zoneMinutes of the place, east of UTC
    public SendOutcome sendTimePicker(
            MessageId id, String address, String title, int zoneMinutes, List<TimeSlot> slots) {
        return post(id, address, compiler.timePicker(id, address, title, zoneMinutes, slots));
    }

    /// A link with its picture inside the message.
    public SendOutcome sendRichLink(
            MessageId id, String address, URI url, String title, byte[] image, String mimeType) {
        return post(id, address, compiler.richLink(id, address, url, title, image, mimeType));
    }

    private SendOutcome post(MessageId message, String address, byte[] body) {
        String id = compiler.idOf(message);
        Map<String, String> headers = headers();
        headers.put("id", id);
        headers.put("destination-id", address);
        headers.put("auto-reply", "false");
        headers.put("Content-Type", "application/json");
        headers.put("Content-Encoding", "gzip");
        return http.call("POST", settings.baseUri().resolve("v1/message"), headers, gzip(body))
                .outcome(answered -> outcome(answered, id));
    }

    /// A 500 may stand before a message that was carried out, and a repeated one is not known to be
    /// recognised.
    private static SendOutcome outcome(Answer.Answered answered, String id) {
        if (answered.status() / 100 == 2) {
            return new SendOutcome.Accepted(id);
        }
        return answered.status() >= 500
                ? answered.byStatus()
                : ERRORS.refused(
                        "http-" + answered.status(),
                        answered.words(),
                        FailureClass.CONFIGURATION,
                        answered.retryAfter());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + tokens.ours(clock.instant()));
        headers.put("source-id", settings.businessId());
        return headers;
    }

    @Override
    public String preview(OutboundMessage message) {
        return switch (compiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused().detail();
            case Compiled.Ready ready -> JsonBody.pretty(ready.body());
        };
    }

    /// Asks for a place to upload to, and uploads nothing.
    @Override
    public AccountCheck verify() {
        Map<String, String> headers = headers();
        headers.put("size", "1");
        return http.call("GET", settings.baseUri().resolve("v1/preUpload"), headers, new byte[0])
                .check(answered ->
                        answered.status() == 200
                                ? new AccountCheck.Works(settings.businessId())
                                : new AccountCheck.Refused(
                                        "http-" + answered.status(),
                                        "Apple does not accept the token"));
    }

    @Override
    public WebhookRegistration registerWebhook(URI address) {
        return new WebhookRegistration.ByHand("Apple Business Register");
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        return tokens.isApples(request.header("authorization"), clock.instant());
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return AppleEvents.parse(body, clock.instant());
    }

    @Override
    public void close() {
        http.close();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
