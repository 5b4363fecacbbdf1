package org.parley.sandbox.demo;

import java.io.IOException;
import java.net.URI;
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
        Map<String, String> telegram = sheet(TelegramSite.class);
        account(
                "telegram",
                Channel.TELEGRAM,
                Map.of(
                        "base-uri",
                        telegram.get("telegramBaseUri"),
                        "token",
                        telegram.get("telegramToken"),
                        "webhook-secret",
                        "sandbox-telegram-webhook",
                        "rate.per-second",
                        "1000"));
        Map<String, String> line = sheet(LineSite.class);
        account(
                "line",
                Channel.LINE,
                Map.of(
                        "base-uri", line.get("lineBaseUri"),
                        "access-token", line.get("lineToken"),
                        "channel-secret", line.get("lineChannelSecret"),
                        "rate.per-second", "1000"));
        Map<String, String> twilio = sheet(TwilioProvider.class);
        account(
                "twilio",
                Channel.SMS,
                Map.of(
                        "base-uri", twilio.get("twilioBaseUri"),
                        "account-sid", twilio.get("twilioAccountSid"),
                        "auth-token", twilio.get("twilioAuthToken"),
                        "sender", twilio.get("twilioFrom"),
                        "webhook", webhook(Channel.SMS).toString(),
                        "rate.per-second", "500"));
        Map<String, String> rcs = sheet(RcsProvider.class);
        account(
                "rcs",
                Channel.RCS,
                Map.of(
                        "base-uri", rcs.get("rcsBaseUri"),
                        "agent-id", rcs.get("rcsAgentId"),
                        "client-token", rcs.get("rcsClientToken"),
                        "service-account", rcs.get("rcsServiceAccount"),
                        "rate.per-second", "500"));
        Map<String, String> infobip = sheet(InfobipProvider.class);
        account(
                "infobip-viber",
                Channel.VIBER_BUSINESS,
                Map.of(
                        "base-uri", infobip.get("infobipBaseUri"),
                        "api-key", infobip.get("infobipApiKey"),
                        "sender", infobip.get("infobipSender"),
                        "webhook", webhook(Channel.VIBER_BUSINESS).toString(),
                        "webhook-password", "sandbox-infobip-webhook",
                        "rate.per-second", "500"));
    }

    private Map<String, String> sheet(Class<? extends Provider> kind) {
        return sandbox.provider(kind).account(sandbox.baseUri());
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
