package org.parley.sandbox.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Channel;

/// What Twilio posts: forms, signed together with the address they go to.
final class TwilioCallbacks {
    private static final DateTimeFormatter DLR_DATE =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

    private final TwilioAccount account;
    private final Webhooks webhooks;
    private final Clock clock;
    private volatile boolean signsPort = true;

    TwilioCallbacks(TwilioAccount account, Webhooks webhooks, Clock clock) {
        this.account = account;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /// Whether the port is part of the signed address: Twilio's own validator tries both.
    void signPort(boolean sign) {
        signsPort = sign;
    }

    /// Tells a status; nobody hears it when the message named no address.
    void status(TwilioMessage message, String status, int errorCode) {
        message.become(status, errorCode);
        Webhook.Route route = message.route();
        if (route == null) {
            return;
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("ApiVersion", "2010-04-01");
        form.put("MessageSid", message.sid());
        form.put("SmsSid", message.sid());
        form.put("MessageStatus", status);
        form.put("SmsStatus", status);
        form.put("To", message.to());
        form.put("From", account.number());
        form.put("AccountSid", account.sid());
        if (errorCode != 0) {
            form.put("ErrorCode", Integer.toString(errorCode));
        }
        if (status.endsWith("delivered")) {
            form.put("RawDlrDoneDate", DLR_DATE.format(clock.instant()));
        }
        webhooks.post(signed(status, form, route.to(), route));
    }

    /// A customer's message.
    ///
    /// @param optOutType STOP, START or HELP when it was one of the keywords
    void incoming(String sid, String from, String text, @Nullable String optOutType) {
        URI to = webhooks.target(Channel.SMS).orElse(null);
        if (to == null) {
            return;
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("ToCountry", "US");
        form.put("MessageSid", sid);
        form.put("SmsMessageSid", sid);
        form.put("SmsSid", sid);
        form.put("SmsStatus", "received");
        form.put("NumMedia", "0");
        form.put("NumSegments", "1");
        form.put("From", "+" + Channel.SMS.normalise(from));
        form.put("To", account.number());
        form.put("Body", text);
        form.put("AccountSid", account.sid());
        form.put("MessagingServiceSid", account.messagingServiceSid());
        form.put("ApiVersion", "2010-04-01");
        if (optOutType != null) {
            form.put("OptOutType", optOutType);
        }
        webhooks.post(signed("incoming", form, to, null));
    }

    private Webhook signed(
            String kind, Map<String, String> form, URI to, Webhook.@Nullable Route route) {
        String address = to.toString();
        String url = signsPort ? address : address.replaceFirst("^(https?://[^/:]+):\\d+", "$1");
        return new Webhook(
                Channel.SMS,
                kind,
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded; charset=UTF-8",
                        "X-Twilio-Signature",
                        TwilioSignature.of(account.authToken(), url, form)),
                Form.write(form).getBytes(StandardCharsets.UTF_8),
                route);
    }
}
