package org.parley.sandbox.twilio;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.gsm.GsmAlphabet;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhook;
import tools.jackson.databind.node.ObjectNode;

/// One outgoing message; its status and price come to it later. Guarded by its own monitor.
final class TwilioMessage {
    private static final double PRICE_PER_SEGMENT = 0.0079;

    private final String sid;
    private final TwilioAccount account;
    private final Form form;
    private final Instant created;
    private String status;
    private int errorCode;

    TwilioMessage(String sid, TwilioAccount account, Form form, Instant created) {
        this.sid = sid;
        this.account = account;
        this.form = form;
        this.created = created;
        this.status = viaService() ? "accepted" : "queued";
    }

    String sid() {
        return sid;
    }

    String to() {
        return form.first("To");
    }

    String body() {
        return form.first("Body");
    }

    int segments() {
        return GsmAlphabet.segments(body());
    }

    synchronized void become(String newStatus, int code) {
        status = newStatus;
        errorCode = code;
    }

    /// Where status callbacks go. Twilio does not repeat them unless the fragment says so: `rc` is
    /// how often, at most five times.
    Webhook.@Nullable Route route() {
        if (!form.has("StatusCallback")) {
            return null;
        }
        URI uri = URI.create(form.first("StatusCallback"));
        String retries = Form.read(uri.getRawFragment()).first("rc");
        int attempts = retries.matches("[0-5]") ? 1 + Integer.parseInt(retries) : 1;
        return new Webhook.Route(URI.create(uri.toString().replaceFirst("#.*", "")), attempts);
    }

    /// What the caller put into the address of the callback, to tell messages apart.
    @Nullable String trackingId() {
        Webhook.Route route = route();
        return route == null ? null : route.to().getRawQuery();
    }

    /// @param first the answer to the request: a messaging service has not counted segments yet
    synchronized ObjectNode json(boolean first) {
        boolean priced = status.equals("delivered");
        ObjectNode json = Json.object();
        json.put("account_sid", account.sid()).put("api_version", "2010-04-01");
        json.put("body", body());
        json.put(
                "date_created",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(created.atOffset(ZoneOffset.UTC)));
        json.putNull("date_sent").put("direction", "outbound-api");
        if (errorCode == 0) {
            json.putNull("error_code");
        } else {
            json.put("error_code", errorCode);
        }
        json.putNull("error_message");
        json.put("from", first && viaService() ? null : account.number());
        json.put("messaging_service_sid", viaService() ? account.messagingServiceSid() : null);
        json.put("num_media", Integer.toString(form.all("MediaUrl").size()));
        json.put("num_segments", Integer.toString(first && viaService() ? 0 : segments()));
        json.put("price", priced ? "-%.5f".formatted(segments() * PRICE_PER_SEGMENT) : null);
        json.put("price_unit", "USD").put("sid", sid).put("status", status).put("to", to());
        json.put("uri", "/2010-04-01/Accounts/%s/Messages/%s.json".formatted(account.sid(), sid));
        return json;
    }

    private boolean viaService() {
        return form.has("MessagingServiceSid");
    }
}
