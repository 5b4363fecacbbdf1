package org.parley.channels.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// A refusal in the words of SMTP: the enhanced code (RFC 3463) behind the reply code decides, the
/// reply code (RFC 5321) where there is none.
record SmtpReply(int code, String text) {

    private static final Pattern ENHANCED =
            Pattern.compile("^\\s*(?:[45]\\d\\d[ -])?(([45])\\.(\\d{1,3})\\.(\\d{1,3}))\\b");
    private static final int LONGEST_DETAIL = 300;

    Refused refused() {
        Matcher enhanced = ENHANCED.matcher(text);
        boolean found = enhanced.find();
        FailureClass failure =
                found
                        ? failure(
                                Integer.parseInt(enhanced.group(3)),
                                Integer.parseInt(enhanced.group(4)))
                        : failure();
        String detail = text.strip().replaceAll("\\s+", " ");
        return new Refused(
                failure,
                found ? enhanced.group(1) : Integer.toString(code),
                detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail,
                null);
    }

    private boolean passing() {
        return code < 500;
    }

    private FailureClass failure(int subject, int detail) {
        if (code == 530 || code == 534 || code == 535) {
            return FailureClass.AUTH;
        }
        return switch (subject) {
            // Address: 5.1.7 and 5.1.8 speak of the sender's.
            case 1 ->
                    passing()
                            ? FailureClass.RETRYABLE
                            : detail == 7 || detail == 8
                                    ? FailureClass.CONFIGURATION
                                    : FailureClass.RECIPIENT;
            // Mailbox: full, closed; 5.2.3 is a mail that is too large.
            case 2 ->
                    passing()
                            ? FailureClass.RETRYABLE
                            : detail == 3 ? FailureClass.CONFIGURATION : FailureClass.RECIPIENT;
            // Routing: no such domain, loop.
            case 4 -> passing() ? FailureClass.RETRYABLE : FailureClass.RECIPIENT;
            // Security and policy: reputation, rates, authentication of the sender.
            case 7 ->
                    passing()
                            ? FailureClass.THROTTLED
                            : detail == 8 || detail == 9 ? FailureClass.AUTH : FailureClass.POLICY;
            default -> passing() ? FailureClass.RETRYABLE : FailureClass.CONFIGURATION;
        };
    }

    private FailureClass failure() {
        if (passing()) {
            return code == 454 ? FailureClass.THROTTLED : FailureClass.RETRYABLE;
        }
        return switch (code) {
            case 530, 534, 535 -> FailureClass.AUTH;
            case 550, 551, 552, 553, 556 -> FailureClass.RECIPIENT;
            case 554 -> FailureClass.POLICY;
            default -> FailureClass.CONFIGURATION;
        };
    }
}
