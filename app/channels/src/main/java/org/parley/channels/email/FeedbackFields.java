package org.parley.channels.email;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Common;
import org.parley.channels.Secret;
import org.parley.channels.email.EmailSettings.Feedback;
import org.parley.channels.email.EmailSettings.Opens;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.SettingField;

/// The settings of an e-mail account that say what comes back of a mail, and from whom.
final class FeedbackFields {

    private static final String EVENTS = "events";
    private static final String OPENS = "opens";
    private static final String TOPIC = "ses-topic";
    private static final String CONFIGURATION_SET = "ses-configuration-set";
    private static final String SNS = "sns-uri";
    private static final String SENDGRID_KEY = "sendgrid-verification-key";
    private static final String MAILGUN_KEY = "mailgun-signing-key";
    private static final String POSTMARK_PASSWORD = "postmark-password";
    private static final String BOUNCE_DOMAIN = "bounce-domain";
    private static final String DROP_SECRET = "returned-mail-secret";
    private static final int SHORTEST_SECRET = 16;

    static final List<SettingField> ALL =
            List.of(
                    SettingField.usual(
                            EVENTS,
                            "Events by",
                            "none",
                            "none, ses, sendgrid, mailgun or postmark: who runs the server and"
                                    + " tells what became of mails"),
                    SettingField.optional(
                            TOPIC,
                            "SNS topic",
                            "events by ses: ARN of the topic that we subscribe"),
                    SettingField.optional(
                            CONFIGURATION_SET,
                            "SES configuration set",
                            "events by ses: the one that publishes to the topic"),
                    SettingField.optional(
                            SNS, "SNS address", "differs for tests and gateways only"),
                    SettingField.optional(
                            SENDGRID_KEY,
                            "SendGrid verification key",
                            "events by sendgrid: of the signed event webhook"),
                    SettingField.optionalSecret(
                            MAILGUN_KEY,
                            "Mailgun signing key",
                            "events by mailgun: the HTTP webhook signing key"),
                    SettingField.optionalSecret(
                            POSTMARK_PASSWORD,
                            "Postmark password",
                            "events by postmark: 16 or more letters and digits; it calls with user "
                                    + Postmark.USER),
                    SettingField.usual(
                            OPENS,
                            "Opens by",
                            "own",
                            "own: a picture in the mail; provider: its events; none: nobody counts"
                                    + " them"),
                    SettingField.optional(
                            BOUNCE_DOMAIN,
                            "Bounce domain",
                            "of the return address; its mails are posted to our webhook address"),
                    SettingField.optionalSecret(
                            DROP_SECRET,
                            "Returned mail secret",
                            "16 or more letters and digits, of whoever posts mails that came back"));

    private FeedbackFields() {}

    static Feedback feedback(AccountSettings given) {
        Secret secret = secret(given, DROP_SECRET);
        String domain = given.optional(BOUNCE_DOMAIN);
        if (domain != null && secret == null) {
            given.wrong(DROP_SECRET, "is missing: a bounce domain needs it");
            domain = null;
        }
        if (domain != null && !domain.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,200}[A-Za-z0-9])?")) {
            given.wrong(BOUNCE_DOMAIN, "is no domain");
            domain = null;
        }
        return new Feedback(opens(given), domain, secret);
    }

    private static Opens opens(AccountSettings given) {
        String word = given.text(OPENS);
        Opens opens =
                Arrays.stream(Opens.values())
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElse(null);
        if (opens == null) {
            given.wrong(OPENS, "is own, provider or none");
            return Opens.NONE;
        }
        if (opens == Opens.PROVIDER && given.text(EVENTS).equals("none")) {
            given.wrong(OPENS, "cannot be provider while no provider tells events");
        }
        return opens;
    }

    /// Null: there is none, or its settings are not right.
    static @Nullable EventSource source(AccountSettings given, MailId ids, Clock clock) {
        return switch (given.text(EVENTS)) {
            case "none" -> null;
            case "ses" -> ses(given, ids);
            case "sendgrid" -> sendGrid(given, ids, clock);
            case "mailgun" -> {
                Secret key = needed(given, MAILGUN_KEY);
                yield key == null ? null : new Mailgun(key, ids, clock);
            }
            case "postmark" -> {
                Secret password = needed(given, POSTMARK_PASSWORD);
                yield password == null ? null : new Postmark(password);
            }
            default -> {
                given.wrong(EVENTS, "is none, ses, sendgrid, mailgun or postmark");
                yield null;
            }
        };
    }

    private static @Nullable EventSource ses(AccountSettings given, MailId ids) {
        String arn = given.optional(TOPIC);
        if (arn == null || !arn.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]+")) {
            given.wrong(TOPIC, "is an ARN such as arn:aws:sns:eu-west-1:123456789012:mail");
            return null;
        }
        String set = given.optional(CONFIGURATION_SET);
        if (set != null && !set.matches("[A-Za-z0-9_-]{1,64}")) {
            given.wrong(CONFIGURATION_SET, "is 1 to 64 letters, digits, - and _");
            return null;
        }
        URI instead = given.optional(SNS) == null ? null : given.base(SNS);
        ProviderHttp http = new ProviderHttp(Common.pace(given));
        SnsTopic topic =
                new SnsTopic(arn, new SnsAddress(instead), new SnsCertificates(http), http);
        return new Ses(set, topic, ids);
    }

    private static @Nullable EventSource sendGrid(AccountSettings given, MailId ids, Clock clock) {
        String key = given.optional(SENDGRID_KEY);
        if (key == null) {
            given.wrong(SENDGRID_KEY, "is missing: it proves that events are SendGrid's");
            return null;
        }
        try {
            return new SendGrid(key, ids, clock);
        } catch (IllegalArgumentException notAKey) {
            given.wrong(SENDGRID_KEY, "is not the base64 text that SendGrid shows");
            return null;
        }
    }

    private static @Nullable Secret needed(AccountSettings given, String name) {
        Secret secret = secret(given, name);
        if (secret == null) {
            given.wrong(name, "is missing: it proves that events are the provider's");
        }
        return secret;
    }

    private static @Nullable Secret secret(AccountSettings given, String name) {
        String value = given.optional(name);
        if (value == null) {
            return null;
        }
        if (value.length() < SHORTEST_SECRET) {
            given.wrong(name, "is too short: " + SHORTEST_SECRET + " characters or more");
        }
        return new Secret(value);
    }
}
