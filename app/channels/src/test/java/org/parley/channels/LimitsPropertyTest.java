package org.parley.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.email.EmailAccount;
import org.parley.channels.email.EmailSettings;
import org.parley.channels.viber.ViberAccount;
import org.parley.channels.viber.ViberSettings;
import org.parley.channels.whatsapp.WhatsAppAccount;
import org.parley.channels.whatsapp.WhatsAppSettings;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.MessageRenderer;
import org.parley.core.content.Rendering;
import org.parley.core.content.RichMessage;
import org.parley.core.testing.RandomMessages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever a marketer writes: either the check says that it cannot go out, or what goes out is
/// within the provider's limits.
class LimitsPropertyTest {

    private static final int MESSAGES = 250;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 987654321})
    void aMessageIsRefusedWhenItIsCheckedOrGoesOutWithinAllLimits(long seed) {
        Random random = new Random(seed);
        RandomMessages messages = new RandomMessages(seed);
        Pace pace = new Pace(1, 1);
        try (ViberAccount viber =
                        new ViberAccount(
                                new ViberSettings(
                                        "a",
                                        ViberSettings.BASE_URI,
                                        new Secret("t"),
                                        "Shop",
                                        URI.create("https://shop.example/a.png"),
                                        pace));
                WhatsAppAccount whatsApp =
                        new WhatsAppAccount(
                                new WhatsAppSettings(
                                        "a",
                                        WhatsAppSettings.BASE_URI,
                                        "1",
                                        new Secret("t"),
                                        new Secret("s"),
                                        new Secret("v"),
                                        pace));
                EmailAccount email =
                        new EmailAccount(
                                new EmailSettings(
                                        "a",
                                        "localhost",
                                        25,
                                        null,
                                        false,
                                        "news@shop.example",
                                        "Shop",
                                        null,
                                        pace),
                                Clock.systemUTC())) {
            int went = 0;
            for (int i = 0; i < MESSAGES; i++) {
                RichMessage message = messages.next(WhatsAppAccount.CHANNEL);
                assertThat(message.problems()).as("seed %d, message %d", seed, i).isEmpty();
                for (ChannelAdapter adapter : List.of(viber, whatsApp, email)) {
                    boolean refused =
                            adapter.lint(message).stream()
                                    .anyMatch(it -> it.severity() == Severity.ERROR);
                    if (!refused) {
                        went++;
                        String sent = adapter.preview(outbound(message, adapter, random));
                        check(adapter, sent, "seed %d, message %d: %s".formatted(seed, i, message));
                    }
                }
            }
            assertThat(went).as("messages that went out").isGreaterThan(MESSAGES / 2);
        }
    }

    private static OutboundMessage outbound(
            RichMessage message, ChannelAdapter adapter, Random random) {
        Rendering rendering =
                new MessageRenderer()
                        .compile(message, adapter.channel())
                        .render(
                                Map.of("first_name", "Anna"),
                                (index, target) ->
                                        URI.create(
                                                "https://links.example/r/tracked-link-" + index));
        return new OutboundMessage(
                Samples.ID,
                adapter instanceof EmailAccount ? "anna@customers.example" : "+436641234567",
                ((Rendering.Rendered) rendering).message(),
                random.nextBoolean(),
                URI.create("https://links.example/u/x"));
    }

    private static void check(ChannelAdapter adapter, String sent, String what) {
        switch (adapter) {
            case ViberAccount _ -> viber(json(sent, what), what);
            case WhatsAppAccount _ -> whatsApp(json(sent, what), what);
            default ->
                    assertThat(sent.lines().mapToInt(String::length).max().orElse(0))
                            .as(what)
                            .isLessThan(998);
        }
    }

    private static JsonNode json(String sent, String what) {
        assertThat(sent).as(what).startsWith("{");
        return JSON.readTree(sent);
    }

    private static void viber(JsonNode body, String what) {
        assertThat(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8).length)
                .as(what)
                .isLessThanOrEqualTo(30 * 1000);
        int limit =
                List.of("picture", "video").contains(body.path("type").asString()) ? 512 : 7_000;
        assertThat(body.path("text").asString("").length()).as(what).isLessThanOrEqualTo(limit);
        assertThat(body.path("tracking_data").asString().length()).isLessThanOrEqualTo(4_000);
        int rows = 0;
        for (JsonNode part : body.path("rich_media").path("Buttons")) {
            rows += part.path("Rows").asInt();
            assertThat(part.path("Text").asString("").length()).as(what).isLessThanOrEqualTo(250);
        }
        int block = body.path("rich_media").path("ButtonsGroupRows").asInt(1);
        assertThat(block).as(what).isBetween(1, 7);
        assertThat(rows % block).as(what).isZero();
        assertThat(rows / block).as(what).isLessThanOrEqualTo(10);
        assertThat(body.path("keyboard").path("Buttons").size()).isLessThanOrEqualTo(24);
        for (JsonNode part : body.path("keyboard").path("Buttons")) {
            assertThat(part.path("Text").asString("").length()).as(what).isLessThanOrEqualTo(250);
        }
    }

    private static void whatsApp(JsonNode body, String what) {
        assertThat(body.path("text").path("body").asString("").length())
                .as(what)
                .isLessThanOrEqualTo(4_096);
        assertThat(body.path("image").path("caption").asString("").length())
                .as(what)
                .isLessThanOrEqualTo(1_024);
        JsonNode interactive = body.path("interactive");
        assertThat(interactive.path("body").path("text").asString("").length())
                .as(what)
                .isLessThanOrEqualTo(
                        interactive.path("type").asString("").equals("list") ? 4_096 : 1_024);
        int listed = 0;
        for (JsonNode section : interactive.path("action").path("sections")) {
            for (JsonNode row : section.path("rows")) {
                listed++;
                assertThat(row.path("title").asString().length()).as(what).isBetween(1, 24);
                assertThat(row.path("description").asString("").length())
                        .as(what)
                        .isLessThanOrEqualTo(72);
                assertThat(row.path("id").asString().length()).as(what).isLessThanOrEqualTo(200);
            }
        }
        assertThat(listed).as(what).isLessThanOrEqualTo(10);
        for (JsonNode card : interactive.path("action").path("cards")) {
            assertThat(card.path("body").path("text").asString("").length())
                    .as(what)
                    .isLessThanOrEqualTo(160);
        }
        assertThat(interactive.path("action").path("buttons").size())
                .as(what)
                .isLessThanOrEqualTo(3);
        for (JsonNode button : interactive.path("action").path("buttons")) {
            assertThat(button.path("reply").path("title").asString().length())
                    .as(what)
                    .isLessThanOrEqualTo(20);
        }
        assertThat(
                        interactive
                                .path("action")
                                .path("parameters")
                                .path("display_text")
                                .asString("")
                                .length())
                .as(what)
                .isLessThanOrEqualTo(20);
        for (JsonNode component : body.path("template").path("components")) {
            for (JsonNode parameter : component.path("parameters")) {
                assertThat(parameter.path("text").asString(""))
                        .as(what)
                        .doesNotContain("\n", "\t", "     ");
            }
        }
    }
}
