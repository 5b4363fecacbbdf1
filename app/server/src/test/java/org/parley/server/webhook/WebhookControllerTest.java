package org.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import org.parley.core.tracking.WebhookSignal;
import org.parley.core.tracking.Webhooks;
import org.parley.sql.testing.TestStores;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class WebhookControllerTest {

    private final DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final Clock clock = Clock.systemUTC();
    private final MockMvcTester web =
            MockMvcTester.of(
                    new WebhookController(
                            new Webhooks(
                                    dsl,
                                    new Channels(List.of(new Passwords())),
                                    clock,
                                    new WebhookSignal()),
                            clock));

    @Test
    void aSignedWebhookIsStoredBeforeItIsAnswered() {
        byte[] body = {0, 1, (byte) 0xff, 13, 10};
        assertThat(
                        web.post()
                                .uri("/webhooks/secretive/main")
                                .header("X-Password", "open")
                                .content(body)
                                .exchange())
                .hasStatusOk()
                .body()
                .isEmpty();
        assertThat(dsl.fetchSingle("select body from webhook_delivery").get(0, byte[].class))
                .isEqualTo(body);
    }

    @Test
    void aForgedOneIsRefusedWithoutAWord() {
        assertThat(web.post().uri("/webhooks/secretive/main").content("hello").exchange())
                .hasStatus(401)
                .body()
                .isEmpty();
        assertThat(dsl.fetchCount(DSL.table("webhook_delivery"))).isZero();
    }

    @Test
    void anAccountThatIsNotOursIsNotFound() {
        assertThat(web.post().uri("/webhooks/secretive/other").content("x").exchange())
                .hasStatus(404);
        assertThat(web.get().uri("/webhooks/none/main").exchange()).hasStatus(404);
    }

    @Test
    void aBodyOverTheAccountsLimitIsRefused() {
        assertThat(
                        web.post()
                                .uri("/webhooks/secretive/main")
                                .header("X-Password", "open")
                                .content(new byte[101])
                                .exchange())
                .hasStatus(413);
    }

    @Test
    void theHandshakeIsAnswered() {
        assertThat(web.get().uri("/webhooks/secretive/main?hub.challenge=42&pass=open").exchange())
                .hasStatusOk()
                .bodyText()
                .isEqualTo("42");
        assertThat(web.get().uri("/webhooks/secretive/main?hub.challenge=42").exchange())
                .hasStatus(403);
    }

    @Test
    void aDripOfBytesIsNotAwaitedForEver() {
        Deque<Instant> times = new ArrayDeque<>();
        for (int second = 0; second < 60; second += 4) {
            times.add(Instant.EPOCH.plusSeconds(second));
        }
        Clock ticking =
                new Clock() {
                    @Override
                    public Instant instant() {
                        return times.remove();
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                };
        InputStream drip =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        into[offset] = 'x';
                        return 1;
                    }
                };
        assertThatThrownBy(() -> BoundedBody.read(drip, 100, Duration.ofSeconds(10), ticking))
                .isInstanceOf(BoundedBody.TooSlow.class);
    }

    @Test
    void onlyOneByteMoreThanTheLimitIsRead() throws IOException {
        InputStream in = new ByteArrayInputStream(new byte[50_000]);
        assertThat(BoundedBody.read(in, 20_000, Duration.ofSeconds(10), clock)).hasSize(20_001);
        assertThat(
                        BoundedBody.read(
                                new ByteArrayInputStream(new byte[20_000]),
                                20_000,
                                Duration.ofSeconds(10),
                                clock))
                .hasSize(20_000);
    }

    /// A provider that signs with a password and sends at most 100 bytes.
    private static final class Passwords implements ChannelAdapter {

        @Override
        public Channel channel() {
            return new Channel("secretive");
        }

        @Override
        public String account() {
            return "main";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(
                    Carriage.text(channel(), TextLimit.characters(1_000)),
                    AddressForm.PROVIDER_ID,
                    false,
                    false,
                    false,
                    null,
                    1,
                    1);
        }

        @Override
        public SendOutcome send(OutboundMessage message) {
            return new SendOutcome.Unknown("This provider only receives");
        }

        @Override
        public boolean authentic(WebhookRequest request) {
            return "open".equals(request.header("x-password"));
        }

        @Override
        public List<InboundEvent> parse(byte[] body) {
            return List.of();
        }

        @Override
        public int webhookBodyLimit() {
            return 100;
        }

        @Override
        public Optional<String> handshake(Map<String, String> query) {
            return "open".equals(query.get("pass"))
                    ? Optional.ofNullable(query.get("hub.challenge"))
                    : Optional.empty();
        }
    }
}
