package org.parley.channels.push.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.parley.channels.push.Notification;
import org.parley.channels.push.PushAdapter;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Channel `push_apple` through one app's topic, over one HTTP/2 connection. An address is a
/// device's token in hexadecimal. Apple recognises no repeated send; the collapse id makes a second
/// notification replace the first. The provider's token is signed by the machine's clock and
/// renewed by the library (pushy) before its hour is over.
public final class ApnsAccount implements PushAdapter {

    public static final Channel CHANNEL = new Channel("push_apple");

    public static final Capabilities DECLARED = Notification.capabilities(CHANNEL, 50, 500);

    /// Renewed within the 20 to 60 minutes that Apple allows.
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(45);

    private static final String TOKEN_OF_NO_DEVICE = "0".repeat(64);

    private final ApnsSettings settings;
    private final Capabilities capabilities;
    private final ApnsClient client;
    private final Clock clock;

    public ApnsAccount(ApnsSettings settings, Clock clock) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.client = client(settings);
        this.clock = clock;
    }

    private static ApnsClient client(ApnsSettings settings) {
        ApnsClientBuilder builder =
                new ApnsClientBuilder()
                        .setApnsServer(settings.baseUri().getHost(), settings.port())
                        .setSigningKey(settings.signingKey())
                        .setTokenExpiration(TOKEN_LIFE)
                        .setConnectionTimeout(settings.pace().connectTimeout());
        X509Certificate trusted = settings.certificate();
        if (trusted != null) {
            builder.setTrustedServerCertificateChain(trusted);
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
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
                    push(
                            new Parcel(
                                    message.address(),
                                    settings.topic(),
                                    ready.body(),
                                    expiration(),
                                    message.id()));
        };
    }

    private Instant expiration() {
        return settings.timeToLive().isZero()
                ? Instant.EPOCH
                : clock.instant().plus(settings.timeToLive());
    }

    private static Compiled compile(OutboundMessage message) {
        return Notification.of(
                message,
                DECLARED.carriage(),
                (notification, id) -> {
                    ObjectNode body = JsonBody.object();
                    ObjectNode aps = body.putObject("aps");
                    aps.putObject("alert")
                            .put("title", notification.title())
                            .put("body", notification.text());
                    // The app reports and opens by what stands beside `aps`, and fetches the
                    // picture in its service extension.
                    body.put("messageId", id);
                    if (notification.image() != null) {
                        aps.put("mutable-content", 1);
                        body.put("image", notification.image().toASCIIString());
                    }
                    if (notification.url() != null) {
                        body.put("url", notification.url().toASCIIString());
                    }
                    return JsonBody.bytes(body);
                });
    }

    private SendOutcome push(Parcel parcel) {
        try {
            return outcome(
                    client.sendNotification(parcel)
                            .get(
                                    settings.pace().answerTimeout().toMillis(),
                                    TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return noAnswer(parcel, "too late");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return noAnswer(parcel, cause.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return noAnswer(parcel, "interrupted");
        }
    }

    private SendOutcome noAnswer(Parcel parcel, String why) {
        String host = settings.baseUri().getAuthority();
        return parcel.keep()
                ? new Answer.NotSent("No connection to " + host + ": " + why).outcome()
                : new Answer.NoAnswer("No answer from " + host + ": " + why).outcome();
    }

    private static SendOutcome outcome(PushNotificationResponse<Parcel> response) {
        if (response.isAccepted()) {
            return new SendOutcome.Accepted(String.valueOf(response.getApnsId()));
        }
        int status = response.getStatusCode();
        String since =
                response.getTokenInvalidationTimestamp().map(at -> " since " + at).orElse("");
        return response.getRejectionReason()
                .<SendOutcome>map(reason -> ApnsError.refused(status, reason, reason + since))
                .orElseGet(() -> new Answer.Answered(status, new byte[0], null).byStatus());
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return ApnsError.saysGone(code);
    }

    @Override
    public String preview(OutboundMessage message) {
        return compile(message).preview();
    }

    /// Pushes to a token that no device has. By all that is known Apple looks at key and topic
    /// first, so the refusal of the token says that both are right.
    @Override
    public AccountCheck verify() {
        byte[] nothing = "{\"aps\":{}}".getBytes(StandardCharsets.UTF_8);
        Parcel check =
                new Parcel(TOKEN_OF_NO_DEVICE, settings.topic(), nothing, Instant.EPOCH, null);
        SendOutcome outcome = push(check);
        return outcome instanceof SendOutcome.Refused refused
                        && refused.code().equals(ApnsError.BAD_TOKEN)
                ? new AccountCheck.Works(settings.topic())
                : PushAdapter.check(outcome, settings.topic());
    }

    @Override
    public void close() {
        var _ = client.close();
    }
}
