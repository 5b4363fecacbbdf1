package org.parley.channels.twilio;

import java.net.URI;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One account with one sender.
///
/// @param account its name in our webhook address
/// @param baseUri ends with `/`; {@link #BASE_URI} but for tests
/// @param accountSid `AC` and 32 hexadecimal digits
/// @param authToken also signs webhooks
/// @param sender a number in E.164, or a messaging service's sid (`MG...`)
/// @param webhook our address as Twilio calls it: signed with every callback
/// @param mms whether the sender may send pictures and other files
public record TwilioSettings(
        String account,
        URI baseUri,
        String accountSid,
        Secret authToken,
        String sender,
        URI webhook,
        boolean mms,
        Pace pace) {

    public static final URI BASE_URI = URI.create("https://api.twilio.com/");

    public TwilioSettings {
        if (!accountSid.matches("AC[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException(
                    "Twilio's account sid is AC and 32 hexadecimal digits");
        }
        if (!sender.matches("\\+[1-9]\\d{3,14}|\\d{5,6}|MG[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException(
                    "The sender is a number in E.164, a short code or a messaging service's sid");
        }
    }

    boolean viaService() {
        return sender.startsWith("MG");
    }
}
