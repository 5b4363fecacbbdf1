package org.parley.server.channels;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.parley.channels.Pace;

/// The accounts that this installation sends from. A channel whose credential is empty is absent.
public record ChannelSettings(
        @NotNull Viber viber, @NotNull WhatsApp whatsapp, @NotNull Email email) {

    /// @param concurrency sends in flight
    /// @param perSecond sends a second
    public record Rate(@Min(1) @Max(10_000) int concurrency, @Min(1) @Max(100_000) int perSecond) {

        Pace pace() {
            return new Pace(concurrency, perSecond);
        }
    }

    /// A Viber bot.
    public record Viber(URI baseUri, String token, String senderName, Rate rate) {
        boolean present() {
            return !token.isEmpty();
        }

        @Override
        public String toString() {
            return "Viber[" + baseUri + "]";
        }
    }

    /// A number on WhatsApp's Cloud API.
    public record WhatsApp(
            URI baseUri,
            String phoneNumberId,
            String accessToken,
            String appSecret,
            String verifyToken,
            Rate rate) {
        boolean present() {
            return !accessToken.isEmpty();
        }

        @Override
        public String toString() {
            return "WhatsApp[" + baseUri + "]";
        }
    }

    /// An SMTP submission server.
    public record Email(
            String host,
            int port,
            String user,
            String password,
            boolean startTls,
            String from,
            String fromName,
            String replyTo,
            Rate rate) {
        boolean present() {
            return !host.isEmpty();
        }

        @Override
        public String toString() {
            return "Email[" + host + ":" + port + "]";
        }
    }
}
