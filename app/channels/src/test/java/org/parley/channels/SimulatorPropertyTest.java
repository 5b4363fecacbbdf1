package org.parley.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.apple.AppleAccount;
import org.parley.channels.apple.AppleSettings;
import org.parley.channels.infobip.InfobipAccount;
import org.parley.channels.infobip.InfobipSettings;
import org.parley.channels.push.apns.ApnsAccount;
import org.parley.channels.push.apns.ApnsSettings;
import org.parley.channels.push.fcm.FcmAccount;
import org.parley.channels.push.fcm.FcmSettings;
import org.parley.channels.push.web.WebPushAccount;
import org.parley.channels.push.web.WebPushSettings;
import org.parley.channels.rcs.RcsAccount;
import org.parley.channels.rcs.RcsSettings;
import org.parley.channels.smpp.SmppAccount;
import org.parley.channels.smpp.SmppSettings;
import org.parley.channels.twilio.TwilioAccount;
import org.parley.channels.twilio.TwilioSettings;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.MessageRenderer;
import org.parley.core.content.Rendering;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.MessageId;
import org.parley.core.testing.RandomMessages;
import org.parley.sandbox.apns.ApnsProvider;
import org.parley.sandbox.apple.AppleProvider;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.fcm.FcmProvider;
import org.parley.sandbox.infobip.InfobipProvider;
import org.parley.sandbox.rcs.RcsProvider;
import org.parley.sandbox.smpp.SmppProvider;
import org.parley.sandbox.twilio.TwilioProvider;
import org.parley.sandbox.webpush.WebPushProvider;

/// Whatever a marketer writes: either the check says that it cannot go out, or the provider takes
/// what goes out, and it is the same bytes each time.
class SimulatorPropertyTest {

    private static final int MESSAGES = Integer.getInteger("parley.messages", 60);
    private static final String PHONE = "+436641234567";

    @ParameterizedTest
    @ValueSource(longs = {2, 20261121})
    void aMessageIsRefusedWhenItIsCheckedOrTakenByTheProvider(long seed) throws Exception {
        try (Playground playground = new Playground(Propensities.SILENT)) {
            RandomMessages messages = new RandomMessages(seed);
            Map<ChannelAdapter, String> adapters = adapters(playground);
            int went = 0;
            for (int i = 1; i <= MESSAGES; i++) {
                RichMessage message = messages.next();
                for (Map.Entry<ChannelAdapter, String> each : adapters.entrySet()) {
                    ChannelAdapter adapter = each.getKey();
                    boolean refused =
                            adapter.lint(message).stream()
                                    .anyMatch(it -> it.severity() == Severity.ERROR);
                    if (!refused) {
                        went++;
                        OutboundMessage out =
                                outbound(new MessageId(7, i), message, adapter, each.getValue());
                        String what =
                                "seed %d, message %d, %s %s: %s"
                                        .formatted(
                                                seed,
                                                i,
                                                adapter.channel(),
                                                adapter.getClass().getSimpleName(),
                                                message);
                        assertThat(adapter.preview(out)).as(what).isEqualTo(adapter.preview(out));
                        assertThat(adapter.send(out))
                                .as(what)
                                .isInstanceOf(SendOutcome.Accepted.class);
                    }
                }
            }
            assertThat(went).as("messages that went out").isGreaterThan(MESSAGES);
            for (ChannelAdapter adapter : adapters.keySet()) {
                ((AutoCloseable) adapter).close();
            }
        }
    }

    private static OutboundMessage outbound(
            MessageId id, RichMessage message, ChannelAdapter adapter, String address) {
        Rendering rendering =
                new MessageRenderer()
                        .compile(message, adapter.channel())
                        .render(
                                Map.of("first_name", "Anna"),
                                (index, target) ->
                                        URI.create("https://links.example/r/tracked-" + index));
        return new OutboundMessage(
                id, address, ((Rendering.Rendered) rendering).message(), true, null);
    }

    private static Map<ChannelAdapter, String> adapters(Playground in) throws Exception {
        Clock clock = Clock.systemUTC();
        Map<ChannelAdapter, String> all = new LinkedHashMap<>();
        all.put(
                new TwilioAccount(
                        new TwilioSettings(
                                "a",
                                in.base(TwilioProvider.class, "twilioBaseUri"),
                                in.sheet(TwilioProvider.class, "twilioAccountSid"),
                                new Secret(in.sheet(TwilioProvider.class, "twilioAuthToken")),
                                in.sheet(TwilioProvider.class, "twilioFrom"),
                                in.webhook(),
                                false,
                                Playground.PACE),
                        clock),
                PHONE);
        all.put(
                new SmppAccount(
                        new SmppSettings(
                                "a",
                                "127.0.0.1",
                                Integer.parseInt(in.sheet(SmppProvider.class, "smppPort")),
                                in.sheet(SmppProvider.class, "smppSystemId"),
                                new Secret(in.sheet(SmppProvider.class, "smppPassword")),
                                in.sheet(SmppProvider.class, "smppSource"),
                                false,
                                Playground.PACE),
                        clock),
                PHONE);
        all.put(
                new RcsAccount(
                        new RcsSettings(
                                "a",
                                in.base(RcsProvider.class, "rcsBaseUri"),
                                in.sheet(RcsProvider.class, "rcsAgentId"),
                                new Secret(in.sheet(RcsProvider.class, "rcsServiceAccount")),
                                new Secret(in.sheet(RcsProvider.class, "rcsClientToken")),
                                "PROMOTION",
                                Duration.ofHours(1),
                                Playground.PACE),
                        clock),
                PHONE);
        all.put(
                new InfobipAccount(
                        new InfobipSettings(
                                "a",
                                in.base(InfobipProvider.class, "infobipBaseUri"),
                                new Secret(in.sheet(InfobipProvider.class, "infobipApiKey")),
                                in.sheet(InfobipProvider.class, "infobipSender"),
                                false,
                                in.webhook(),
                                new Secret("0123456789abcdef"),
                                Playground.PACE)),
                PHONE);
        all.put(
                new AppleAccount(
                        new AppleSettings(
                                "a",
                                in.base(AppleProvider.class, "appleBaseUri"),
                                in.sheet(AppleProvider.class, "appleMspId"),
                                new Secret(in.sheet(AppleProvider.class, "appleSecret")),
                                in.sheet(AppleProvider.class, "appleBusinessId"),
                                Playground.PACE),
                        clock),
                "urn:mbid:1");
        all.put(
                new FcmAccount(
                        new FcmSettings(
                                "a",
                                in.base(FcmProvider.class, "fcmBaseUri"),
                                in.sheet(FcmProvider.class, "fcmProject"),
                                new Secret(in.sheet(FcmProvider.class, "fcmServiceAccount")),
                                Playground.PACE),
                        clock),
                "device:APA91bExample");
        all.put(
                new ApnsAccount(
                        new ApnsSettings(
                                "a",
                                in.base(ApnsProvider.class, "apnsBaseUri"),
                                in.sheet(ApnsProvider.class, "apnsTeamId"),
                                in.sheet(ApnsProvider.class, "apnsKeyId"),
                                new Secret(in.sheet(ApnsProvider.class, "apnsKey")),
                                in.sheet(ApnsProvider.class, "apnsTopic"),
                                Duration.ofHours(1),
                                in.sheet(ApnsProvider.class, "apnsCertificate"),
                                Playground.PACE),
                        clock),
                "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0");
        webPush(in, clock, all);
        return all;
    }

    private static void webPush(Playground in, Clock clock, Map<ChannelAdapter, String> all)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        var point = ((ECPublicKey) keys.getPublic()).getW();
        List<Byte> bytes = new ArrayList<>(List.of((byte) 4));
        for (BigInteger each : List.of(point.getAffineX(), point.getAffineY())) {
            byte[] raw = each.toByteArray();
            byte[] padded = new byte[32];
            int length = Math.min(32, raw.length);
            System.arraycopy(raw, raw.length - length, padded, 32 - length, length);
            for (byte one : padded) {
                bytes.add(one);
            }
        }
        byte[] key = new byte[65];
        for (int i = 0; i < 65; i++) {
            key[i] = bytes.get(i);
        }
        byte[] number = ((ECPrivateKey) keys.getPrivate()).getS().toByteArray();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        all.put(
                new WebPushAccount(
                        new WebPushSettings(
                                "a",
                                base64.encodeToString(key),
                                new Secret(base64.encodeToString(number)),
                                "mailto:push@shop.example",
                                Duration.ofDays(1),
                                Playground.PACE),
                        clock,
                        new SecureRandom()),
                in.sandbox
                        .provider(WebPushProvider.class)
                        .subscribe(in.sandbox.baseUri(), "ann", base64.encodeToString(key)));
    }
}
