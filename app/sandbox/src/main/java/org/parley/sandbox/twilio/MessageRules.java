package org.parley.sandbox.twilio;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.parley.sandbox.http.Form;

/// What Twilio checks before it takes a message ("Create a Message" in its API description).
final class MessageRules {
    private static final int LONGEST_BODY = 1_600;
    private static final int MOST_MEDIA = 10;
    private static final int LONGEST_VALIDITY = 36_000;

    private MessageRules() {}

    static Optional<TwilioError> check(Form form, TwilioAccount account) {
        if (!form.has("To")) {
            return Optional.of(TwilioError.NO_TO);
        }
        if (!isNumber(form.first("To"))) {
            return Optional.of(TwilioError.INVALID_TO);
        }
        return sender(form, account).or(() -> content(form)).or(() -> options(form));
    }

    private static Optional<TwilioError> sender(Form form, TwilioAccount account) {
        String service = form.first("MessagingServiceSid");
        String from = form.first("From");
        if (!service.isEmpty()) {
            return service.equals(account.messagingServiceSid())
                    ? Optional.empty()
                    : Optional.of(TwilioError.NOT_FOUND);
        }
        if (from.isEmpty()) {
            return Optional.of(TwilioError.NO_FROM);
        }
        // Letters would be an alphanumeric sender, which this account does not have.
        if (from.startsWith("+") && !isNumber(from)) {
            return Optional.of(TwilioError.INVALID_FROM);
        }
        return from.equals(account.number())
                ? Optional.empty()
                : Optional.of(TwilioError.FROM_NOT_OURS);
    }

    private static Optional<TwilioError> content(Form form) {
        List<String> media = form.all("MediaUrl");
        if (!form.has("Body") && media.isEmpty() && !form.has("ContentSid")) {
            return Optional.of(TwilioError.NO_BODY);
        }
        if (form.first("Body").length() > LONGEST_BODY) {
            return Optional.of(TwilioError.TOO_LONG);
        }
        if (media.size() > MOST_MEDIA) {
            return Optional.of(TwilioError.TOO_MANY_MEDIA);
        }
        return media.stream().allMatch(MessageRules::isWebAddress)
                ? Optional.empty()
                : Optional.of(TwilioError.BAD_MEDIA);
    }

    private static Optional<TwilioError> options(Form form) {
        if (form.has("StatusCallback") && !isWebAddress(form.first("StatusCallback"))) {
            return Optional.of(TwilioError.BAD_CALLBACK);
        }
        String validity = form.first("ValidityPeriod");
        if (!validity.isEmpty() && !isWithin(validity, LONGEST_VALIDITY)) {
            return Optional.of(TwilioError.INVALID_PARAMETER);
        }
        return form.has("SendAt") && !form.first("ScheduleType").equals("fixed")
                ? Optional.of(TwilioError.INVALID_PARAMETER)
                : Optional.empty();
    }

    private static boolean isNumber(String text) {
        return text.matches("\\+[1-9]\\d{6,14}");
    }

    private static boolean isWithin(String number, int most) {
        return number.matches("\\d{1,9}")
                && Integer.parseInt(number) >= 1
                && Integer.parseInt(number) <= most;
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && text.matches("https?://.*");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
