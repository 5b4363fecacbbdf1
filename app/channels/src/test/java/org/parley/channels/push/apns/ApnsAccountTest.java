package org.parley.channels.push.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.channels.Pace;
import org.parley.channels.Playground;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;
import org.parley.core.content.Button;
import org.parley.core.kernel.MessageId;
import org.parley.core.kernel.ProblemException;
import org.parley.sandbox.apns.ApnsProvider;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class ApnsAccountTest {

    private static final String DEVICE =
            "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";

    private Playground playground;
    private ApnsAccount apns;

    @BeforeEach
    void start() throws Exception {
        playground = Playground.quiet();
        apns = account(Map.of());
    }

    @AfterEach
    void close() {
        apns.close();
        playground.close();
    }

    @Test
    void aNotificationHasTitleTextPictureAndWhereATapLeads() {
        JsonNode payload =
                Objects.requireNonNull(
                        JsonBody.answer(
                                apns.preview(
                                                Samples.to(
                                                        DEVICE,
                                                        Samples.content(
                                                                "Sale",
                                                                Samples.PICTURE,
                                                                Samples.SHOP)))
                                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(payload.toString())
                .isEqualTo(
                        "{\"aps\":{\"alert\":{\"title\":\"A subject\",\"body\":\"Sale\"},"
                                + "\"mutable-content\":1},\"messageId\":\""
                                + Samples.ID
                                + "\",\"image\":\"https://shop.example/spring.png\","
                                + "\"url\":\"https://t.example/r/AbC123\"}");
    }

    @Test
    void aNotificationWithoutPictureAndLinkHasNeither() {
        assertThat(apns.preview(Samples.to(DEVICE, Samples.content("Sale", null))))
                .doesNotContain("image", "mutable-content", "url");
    }

    @Test
    void aDeviceIsReachedUnderTheIdOfOurMessage() {
        assertThat(send(DEVICE))
                .isEqualTo(new SendOutcome.Accepted(Parcel.apnsId(Samples.ID).toString()));
        assertThat(playground.sandbox.received().messages(Channel.APNS))
                .singleElement()
                .satisfies(each -> assertThat(each.trackingId()).isEqualTo(Samples.ID.toString()));
    }

    @Test
    void theIdTellsRunAndOrdinal() {
        assertThat(Parcel.apnsId(new MessageId(7, 1)))
                .hasToString("00000007-0000-8000-8000-000000000001");
        assertThat(Parcel.apnsId(new MessageId(Integer.MAX_VALUE, Integer.MAX_VALUE)))
                .hasToString("7fffffff-0000-8000-8000-00007fffffff");
    }

    @Test
    void everyReasonOfTheTableIsItsClassOverTheWire() {
        ApnsError.TABLE.forEach((reason, failure) -> {
            playground
                    .sandbox
                    .refusals()
                    .next(Channel.APNS, 1, new Refusal.ProviderError(0, reason));
            SendOutcome.Refused refused = refused(apns);
            assertThat(refused.code()).isEqualTo(reason);
            assertThat(refused.failure()).as(reason).isEqualTo(failure);
            assertThat(apns.saysAddressIsGone(reason))
                    .isEqualTo(reason.equals("Unregistered") || reason.equals("ExpiredToken"));
        });
    }

    @Test
    void aReasonOfALaterVersionIsToldByItsStatus() {
        Map.of(
                        400, FailureClass.CONFIGURATION,
                        403, FailureClass.AUTH,
                        410, FailureClass.RECIPIENT,
                        429, FailureClass.THROTTLED,
                        500, FailureClass.RETRYABLE)
                .forEach((status, failure) ->
                        assertThat(ApnsError.refused(status, "SomethingNew", "").failure())
                                .isEqualTo(failure));
    }

    @Test
    void aRemovedAppIsARecipientFailureAndSaysSinceWhen() {
        playground.sandbox.customers().book().unregister(Channel.APNS, DEVICE);
        SendOutcome.Refused refused = refused(apns);
        assertThat(refused.code()).isEqualTo("Unregistered");
        assertThat(refused.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(refused.detail()).startsWith("Unregistered since 20");
    }

    @Test
    void anAddressThatIsNoTokenIsARecipientFailure() {
        SendOutcome outcome = send("nonsense");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("BadDeviceToken");
                            assertThat(refused.failure()).isEqualTo(FailureClass.RECIPIENT);
                        });
    }

    @Test
    void anExpiredProviderTokenIsSignedAnew() {
        playground
                .sandbox
                .refusals()
                .next(Channel.APNS, 1, new Refusal.ProviderError(0, "ExpiredProviderToken"));
        assertThat(refused(apns).failure()).isEqualTo(FailureClass.RETRYABLE);
        assertThat(send(DEVICE)).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void aLostAnswerIsUnknownAndNothingIsSentAgain() {
        playground.loseNextAnswer(Channel.APNS);
        assertThat(send(DEVICE)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(playground.sandbox.received().total(Channel.APNS)).isEqualTo(1);
        assertThat(apns.capabilities().idempotentSend()).isFalse();
        assertThat(send(DEVICE)).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void aLateAnswerIsUnknown() {
        Pace hasty = new Pace(10, 100, Duration.ofSeconds(5), Duration.ofMillis(300));
        try (ApnsAccount impatient =
                new ApnsAccount(settings(Map.of(), hasty), Clock.systemUTC())) {
            assertThat(impatient.verify()).isInstanceOf(AccountCheck.Works.class);
            playground
                    .sandbox
                    .refusals()
                    .next(Channel.APNS, 1, new Refusal.SlowAnswer(Duration.ofSeconds(2)));
            assertThat(impatient.send(Samples.to(DEVICE, Samples.content("Sale", null))))
                    .isInstanceOf(SendOutcome.Unknown.class);
        }
    }

    @Test
    void withoutAConnectionNothingLeft() {
        playground.sandbox.close();
        for (int i = 0; i < 2; i++) {
            SendOutcome.Refused refused = refused(apns);
            assertThat(refused.code()).isEqualTo("no-connection");
            assertThat(refused.failure()).isEqualTo(FailureClass.RETRYABLE);
        }
    }

    @Test
    void aServerThatNobodyVouchesForGetsNothing() {
        try (ApnsAccount strict = account(Map.of("trusted", ""))) {
            assertThat(refused(strict).code()).isEqualTo("no-connection");
        }
        assertThat(playground.sandbox.received().total(Channel.APNS)).isZero();
    }

    @Test
    void aSendThatIsGivenUpDoesNotLeaveLater() {
        Parcel parcel = parcel();
        assertThat(parcel.keep()).isTrue();
        assertThatThrownBy(parcel::getToken).isInstanceOf(IllegalStateException.class);
        Parcel gone = parcel();
        assertThat(gone.getToken()).isEqualTo(DEVICE);
        assertThat(gone.keep()).isFalse();
        assertThat(gone.getToken()).isEqualTo(DEVICE);
    }

    @Test
    void theAccountSaysWhetherItWorksAndShowsNothingToAnybody() {
        assertThat(apns.verify()).isEqualTo(new AccountCheck.Works("example.parley.shop"));
        try (ApnsAccount other = account(Map.of("topic", "com.other.app"))) {
            assertThat(other.verify())
                    .isInstanceOfSatisfying(
                            AccountCheck.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("TopicDisallowed"));
        }
        try (ApnsAccount other = account(Map.of("keyId", "ABCDEFGHIJ"))) {
            assertThat(other.verify())
                    .isInstanceOfSatisfying(
                            AccountCheck.Refused.class,
                            refused ->
                                    assertThat(refused.code()).isEqualTo("InvalidProviderToken"));
        }
        assertThat(playground.sandbox.received().total(Channel.APNS)).isZero();
    }

    @Test
    void aTextThatIsTooLongIsNotSent() {
        SendOutcome outcome =
                apns.send(
                        Samples.to(
                                DEVICE, Samples.content("ж".repeat(1_500), null, new Button[0])));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("does-not-fit"));
    }

    @Test
    void wrongSettingsAreNamed() {
        ApnsType type = new ApnsType(Clock.systemUTC());
        Map<String, String> given =
                Map.of("team-id", "x", "key-id", "ABCDEFGHIJ", "key", "no key", "topic", "a.b");
        assertThatThrownBy(() -> type.open(new AccountSettings("main", type.fields(), given)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("10 capital letters and digits");
    }

    private static Parcel parcel() {
        return new Parcel(DEVICE, "a.b", new byte[0], Instant.EPOCH, Samples.ID);
    }

    private static SendOutcome.Refused refused(ApnsAccount account) {
        return (SendOutcome.Refused)
                account.send(Samples.to(DEVICE, Samples.content("Sale", null, Samples.SHOP)));
    }

    private SendOutcome send(String address) {
        return apns.send(Samples.to(address, Samples.content("Sale", null, Samples.SHOP)));
    }

    private ApnsAccount account(Map<String, String> other) {
        return new ApnsAccount(settings(other, Playground.PACE), Clock.systemUTC());
    }

    private ApnsSettings settings(Map<String, String> other, Pace pace) {
        return new ApnsSettings(
                "main",
                URI.create(sheet("apnsBaseUri") + "/"),
                sheet("apnsTeamId"),
                other.getOrDefault("keyId", sheet("apnsKeyId")),
                new Secret(sheet("apnsKey")),
                other.getOrDefault("topic", sheet("apnsTopic")),
                Duration.ofDays(1),
                emptyIsNull(other.getOrDefault("trusted", sheet("apnsCertificate"))),
                pace);
    }

    private static @Nullable String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private String sheet(String name) {
        return playground.sheet(ApnsProvider.class, name);
    }
}
