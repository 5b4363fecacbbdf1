package org.parley.channels.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.channels.Playground;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;
import org.parley.sandbox.fcm.FcmProvider;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class FcmAccountTest {

    private static final String TOKEN = "device:APA91bExample";

    private Playground playground;
    private FcmAccount fcm;

    @BeforeEach
    void start() throws Exception {
        playground = Playground.quiet();
        fcm = account("parley-sandbox");
    }

    @AfterEach
    void close() {
        fcm.close();
        playground.close();
    }

    @Test
    void aNotificationHasTitleTextPictureAndWhereATapLeads() {
        JsonNode message =
                Objects.requireNonNull(
                                JsonBody.answer(
                                        fcm.preview(
                                                        Samples.to(
                                                                TOKEN,
                                                                Samples.content(
                                                                        "Sale",
                                                                        Samples.PICTURE,
                                                                        Samples.SHOP)))
                                                .getBytes(StandardCharsets.UTF_8)))
                        .path("message");
        assertThat(message.path("token").stringValue()).isEqualTo(TOKEN);
        assertThat(message.path("notification").toString())
                .isEqualTo(
                        "{\"title\":\"A subject\",\"body\":\"Sale\",\"image\":\"https://shop.example/spring.png\"}");
        assertThat(message.path("data").toString())
                .isEqualTo(
                        "{\"messageId\":\""
                                + Samples.ID
                                + "\",\"url\":\"https://t.example/r/AbC123\"}");
        assertThat(message.path("android").path("collapse_key").stringValue())
                .isEqualTo(Samples.ID.toString());
    }

    @Test
    void tokensAndInstallationsAreReached() {
        assertThat(send(TOKEN)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(send("fid:c0ffee00c0ffee00c0ffee")).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(playground.sandbox.received().messages(Channel.FCM))
                .extracting(each -> each.trackingId())
                .containsOnly(Samples.ID.toString());
    }

    @Test
    void everyCodeOfTheTableIsItsClassOverTheWire() {
        FcmError.TABLE.forEach((code, failure) -> {
            playground.sandbox.refusals().next(Channel.FCM, 1, new Refusal.ProviderError(0, code));
            SendOutcome.Refused refused = (SendOutcome.Refused) send(TOKEN);
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.failure()).as(code).isEqualTo(failure);
            assertThat(fcm.saysAddressIsGone(code)).isEqualTo(code.equals("UNREGISTERED"));
            assertThat(refused.retryAfter())
                    .isEqualTo(
                            Map.of(
                                            "QUOTA_EXCEEDED", Duration.ofSeconds(60),
                                            "UNAVAILABLE", Duration.ofSeconds(60))
                                    .get(code));
        });
    }

    @Test
    void aRemovedAppIsARecipientFailure() {
        playground.sandbox.customers().book().unregister(Channel.FCM, TOKEN);
        SendOutcome.Refused refused = (SendOutcome.Refused) send(TOKEN);
        assertThat(refused.code()).isEqualTo("UNREGISTERED");
        assertThat(refused.failure()).isEqualTo(FailureClass.RECIPIENT);
    }

    @Test
    void aLostAnswerIsUnknown() {
        playground.loseNextAnswer(Channel.FCM);
        assertThat(send(TOKEN)).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void theProjectSaysWhetherItWorksAndSendsNothing() {
        assertThat(fcm.verify()).isEqualTo(new AccountCheck.Works("parley-sandbox"));
        assertThat(playground.sandbox.received().total(Channel.FCM)).isZero();
        try (FcmAccount other = account("another-project")) {
            assertThat(other.verify()).isInstanceOf(AccountCheck.Refused.class);
        }
    }

    @Test
    void aProjectThatIsAskedTooOftenSaysNothing() {
        playground.refuseNext(Channel.FCM, 429);
        assertThat(fcm.verify()).isInstanceOf(AccountCheck.NoAnswer.class);
    }

    private SendOutcome send(String address) {
        return fcm.send(Samples.to(address, Samples.content("Sale", null, Samples.SHOP)));
    }

    private FcmAccount account(String project) {
        return new FcmAccount(
                new FcmSettings(
                        "main",
                        playground.base(FcmProvider.class, "fcmBaseUri"),
                        project,
                        new Secret(playground.sheet(FcmProvider.class, "fcmServiceAccount")),
                        Playground.PACE),
                Clock.systemUTC());
    }
}
