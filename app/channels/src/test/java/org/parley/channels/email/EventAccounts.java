package org.parley.channels.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.parley.channels.Samples;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.MessageId;

/// E-mail accounts as an administrator sets them up, and what is told to them.
final class EventAccounts {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant THEN = Instant.parse("2026-11-22T09:58:20Z");
    static final MessageId ID = Samples.ID;
    static final String ANNA = "anna@customers.example";

    private EventAccounts() {}

    static EmailAccount with(String... settings) {
        return at(NOW, settings);
    }

    static EmailAccount at(Instant now, String... settings) {
        return with(Clock.fixed(now, ZoneOffset.UTC), settings);
    }

    static EmailAccount with(Clock clock, String... settings) {
        EmailType type = new EmailType(clock);
        Map<String, String> given = new HashMap<>();
        given.put("host", "mail.example");
        given.put("from", "news@shop.example");
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return (EmailAccount) type.open(new AccountSettings("main", type.fields(), given));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static WebhookRequest request(String body, String... headers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new WebhookRequest(all, bytes(body));
    }

    static List<InboundEvent> parse(EmailAccount account, String body) {
        return account.parse(bytes(body));
    }

    /// The mail that an account would hand over.
    static MimeMessage mail(EmailAccount account) throws MessagingException {
        String source = account.preview(Samples.to(ANNA, Samples.content("Hello", null)));
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(bytes(source)));
    }
}
