package org.parley.sandbox.demo;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.infobip.InfobipProvider;
import org.parley.sandbox.line.LineSite;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.rcs.RcsProvider;
import org.parley.sandbox.telegram.TelegramSite;
import org.parley.sandbox.twilio.TwilioProvider;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

/// The demo shop's accounts beyond those of the settings, made as an administrator makes them: over
/// the API, while Parley runs.
final class DemoAccounts {

    private static final String NAME = "main";

    private final ParleyApi parley;
    private final Sandbox sandbox;
    private final URI address;

    DemoAccounts(ParleyApi parley, Sandbox sandbox, URI address) {
        this.parley = parley;
        this.sandbox = sandbox;
        this.address = address;
    }

    /// What stands ready in the sandbox, for Parley. Its ports are new at every start.
    void connect() throws IOException, InterruptedException {
        connect(
                "telegram",
                TelegramSite.class,
                Map.of("base-uri", "telegramBaseUri", "token", "telegramToken"),
                Map.of("webhook-secret", "sandbox-telegram-webhook", "rate.per-second", "1000"));
        connect(
                "line",
                LineSite.class,
                Map.of(
                        "base-uri", "lineBaseUri",
                        "access-token", "lineToken",
                        "channel-secret", "lineChannelSecret"),
                Map.of("rate.per-second", "1000"));
        connect(
                "twilio",
                TwilioProvider.class,
                Map.of(
                        "base-uri", "twilioBaseUri",
                        "account-sid", "twilioAccountSid",
                        "auth-token", "twilioAuthToken",
                        "sender", "twilioFrom"),
                Map.of("webhook", webhook(Channel.SMS).toString(), "rate.per-second", "500"));
        connect(
                "rcs",
                RcsProvider.class,
                Map.of(
                        "base-uri", "rcsBaseUri",
                        "agent-id", "rcsAgentId",
                        "client-token", "rcsClientToken",
                        "service-account", "rcsServiceAccount"),
                Map.of("rate.per-second", "500"));
        connect(
                "infobip-viber",
                InfobipProvider.class,
                Map.of(
                        "base-uri", "infobipBaseUri",
                        "api-key", "infobipApiKey",
                        "sender", "infobipSender"),
                Map.of(
                        "webhook", webhook(Channel.VIBER_BUSINESS).toString(),
                        "webhook-password", "sandbox-infobip-webhook",
                        "rate.per-second", "500"));
    }

    /// @param fromSheet names in the provider's sheet by setting
    /// @param ours values by setting
    private void connect(
            String type,
            Class<? extends Provider> kind,
            Map<String, String> fromSheet,
            Map<String, String> ours)
            throws IOException, InterruptedException {
        Provider provider = sandbox.provider(kind);
        Map<String, String> sheet = provider.account(sandbox.baseUri());
        Map<String, String> settings = new HashMap<>(ours);
        fromSheet.forEach((setting, name) -> settings.put(setting, sheet.get(name)));
        account(type, provider.channel(), settings);
    }

    private URI webhook(Channel channel) {
        return address.resolve("/webhooks/" + channel.name().toLowerCase(Locale.ROOT) + "/" + NAME);
    }

    private void account(String type, Channel channel, Map<String, String> settings)
            throws IOException, InterruptedException {
        JsonNode known = find(type);
        long id =
                known == null
                        ? parley.post(
                                        "/api/v1/accounts",
                                        Map.of("type", type, "name", NAME, "settings", settings))
                                .get("id")
                                .longValue()
                        : parley.put(
                                        "/api/v1/accounts/" + known.get("id").longValue(),
                                        Map.of("settings", settings, "sends", true))
                                .get("id")
                                .longValue();
        JsonNode told = parley.post("/api/v1/accounts/" + id + "/webhook", Map.of());
        if (told.path("webhook").asString("").startsWith("by hand")) {
            sandbox.webhooks().target(channel, webhook(channel));
        }
    }

    private @Nullable JsonNode find(String type) throws IOException, InterruptedException {
        for (JsonNode each : parley.get("/api/v1/accounts").get("items")) {
            if (each.get("type").stringValue().equals(type)) {
                return each;
            }
        }
        return null;
    }
}
