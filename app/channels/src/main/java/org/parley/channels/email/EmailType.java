package org.parley.channels.email;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.parley.channels.Common;
import org.parley.channels.Secret;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// A sender of mail through an SMTP submission server.
public final class EmailType implements ChannelType {

    private final Clock clock;

    public EmailType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public String title() {
        return "Email by SMTP";
    }

    @Override
    public Channel channel() {
        return EmailAccount.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return EmailCapabilities.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        List<SettingField> own =
                List.of(
                        SettingField.required("host", "Server", "of mail submission"),
                        SettingField.usual("port", "Port", "587", "1 to 65535"),
                        SettingField.optional("user", "User", "empty: the server asks for none"),
                        SettingField.optionalSecret("password", "Password", "of the user"),
                        SettingField.usual(
                                "start-tls",
                                "STARTTLS",
                                "true",
                                "false only inside a trusted network"),
                        SettingField.required(
                                "from",
                                "From",
                                "a mailbox of a domain that the server signs for (DMARC)"),
                        SettingField.optional("from-name", "Sender name", "shown to the person"),
                        SettingField.optional("reply-to", "Reply to", "empty: answers go to From"));
        return Common.fields(
                8,
                200,
                Stream.concat(own.stream(), FeedbackFields.ALL.stream())
                        .toArray(SettingField[]::new));
    }

    @Override
    public ChannelAdapter open(AccountSettings settings) {
        return settings.open(given -> {
            String user = given.optional("user");
            EmailSettings made =
                    new EmailSettings(
                            given.account(),
                            given.text("host"),
                            given.number("port", 1, 65_535),
                            user == null
                                    ? null
                                    : new EmailSettings.Login(
                                            user, new Secret(given.text("password"))),
                            given.flag("start-tls"),
                            given.text("from"),
                            given.text("from-name"),
                            given.optional("reply-to"),
                            FeedbackFields.feedback(given),
                            Common.pace(given));
            return new EmailAccount(made, FeedbackFields.source(given, made.ids(), clock), clock);
        });
    }
}
