package org.parley.channels.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.channels.Playground;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;
import org.parley.sandbox.webpush.WebPushProvider;
import org.parley.sandbox.world.Channel;

class WebPushAccountTest {

    private final KeyPair keys = P256.generate(new SecureRandom());
    private Playground playground;
    private WebPushAccount push;
    private String subscription;

    @BeforeEach
    void start() throws Exception {
        playground = Playground.quiet();
        push = account(keys);
        subscription =
                playground
                        .sandbox
                        .provider(WebPushProvider.class)
                        .subscribe(
                                playground.sandbox.baseUri(),
                                "ann",
                                encode(P256.point(keys.getPublic())));
    }

    @AfterEach
    void close() {
        push.close();
        playground.close();
    }

    /// The example of RFC 8291, section 5.
    @Test
    void theExampleOfTheRfcComesOutByteByByte() throws Exception {
        Subscription theirs =
                Subscription.read(
                                "{\"endpoint\":\"https://push.example/1\",\"keys\":{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}}")
                        .orElseThrow();
        KeyPair ours =
                new KeyPair(
                        P256.publicKey(
                                decode(
                                        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")),
                        P256.privateKey(decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")));
        byte[] sealed =
                Sealing.seal(
                        "When I grow up, I want to be a watermelon"
                                .getBytes(StandardCharsets.UTF_8),
                        theirs,
                        ours,
                        decode("DGv6ra1nlYgDCS1FRnbzlw"));
        assertThat(encode(sealed))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void theBrowserReadsWhatWasPushed() {
        assertThat(send(subscription)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(playground.sandbox.received().messages(Channel.WEB_PUSH))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.body())
                                .isEqualTo(
                                        "{\"messageId\":\""
                                                + Samples.ID
                                                + "\",\"title\":\"A subject\",\"body\":\"Sale\",\"url\":\"https://t.example/r/AbC123\"}"));
    }

    @Test
    void anotherServersKeyIsRefused() {
        try (WebPushAccount other = account(P256.generate(new SecureRandom()))) {
            SendOutcome outcome = other.send(Samples.to(subscription, Samples.content("x", null)));
            assertThat(((SendOutcome.Refused) outcome).failure()).isEqualTo(FailureClass.AUTH);
        }
    }

    @Test
    void everyStatusOfTheTableIsItsClassOverTheWire() {
        WebPushError.TABLE.forEach((status, failure) -> {
            playground.refuseNext(Channel.WEB_PUSH, status);
            SendOutcome.Refused refused = (SendOutcome.Refused) send(subscription);
            assertThat(refused.failure()).as("%d", status).isEqualTo(failure);
            assertThat(push.saysAddressIsGone(refused.code()))
                    .isEqualTo(status == 404 || status == 410);
            assertThat(refused.retryAfter())
                    .isEqualTo(status == 429 ? Duration.ofSeconds(30) : null);
        });
    }

    @Test
    void endedAndMalformedSubscriptionsAreRecipientFailures() {
        playground.sandbox.customers().book().unregister(Channel.WEB_PUSH, "ann");
        SendOutcome.Refused gone = (SendOutcome.Refused) send(subscription);
        assertThat(gone.code()).isEqualTo("http-410");
        assertThat(gone.failure()).isEqualTo(FailureClass.RECIPIENT);
        String file = subscription.replace("http://", "ftp://");
        assertThat(file).isNotEqualTo(subscription);
        for (String wrong : List.of("x", "{}", "{\"endpoint\":\"https://a.example\"}", file)) {
            assertThat(((SendOutcome.Refused) send(wrong)).code()).isEqualTo("no-subscription");
        }
    }

    @Test
    void aLostAnswerIsUnknown() {
        playground.loseNextAnswer(Channel.WEB_PUSH);
        assertThat(send(subscription)).isInstanceOf(SendOutcome.Unknown.class);
    }

    private SendOutcome send(String address) {
        return push.send(Samples.to(address, Samples.content("Sale", null, Samples.SHOP)));
    }

    private static WebPushAccount account(KeyPair pair) {
        BigInteger number = ((ECPrivateKey) pair.getPrivate()).getS();
        return new WebPushAccount(
                new WebPushSettings(
                        "main",
                        encode(P256.point(pair.getPublic())),
                        new Secret(encode(number.toByteArray())),
                        "mailto:push@shop.example",
                        Duration.ofDays(1),
                        Playground.PACE),
                Clock.systemUTC(),
                new SecureRandom());
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
