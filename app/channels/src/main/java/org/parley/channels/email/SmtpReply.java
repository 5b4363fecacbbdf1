package org.parley.channels.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// A refusal in the words of SMTP: the enhanced code (RFC 3463) behind the reply code decides, the
/// reply code (RFC 5321) where there is none.
record SmtpReply(int code, String text) {

    private static final Pattern ENHANCED =
            Pattern.compile("^\\s*(?:[45]\\d\\d[ -])?([45]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern MAILBOX = Pattern.compile("[^\\s<>@]+@[^\\s<>@]+");
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_DETAIL = 300;

    Refused refused() {
        Matcher words = ENHANCED.matcher(text);
        String enhanced = words.find() ? words.group(1) : null;
        String detail = withoutPeople(text);
        return new Refused(
                failure(enhanced == null ? "" : enhanced),
                enhanced == null ? Integer.toString(code) : enhanced,
                detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail,
                null);
    }

    /// Servers like to repeat whom they refuse; our members and logs need not know.
    private static String withoutPeople(String text) {
        String start = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return MAILBOX.matcher(start.strip().replaceAll("\\s+", " ")).replaceAll("(mailbox)");
    }

    private FailureClass failure(String enhanced) {
        return switch (code) {
            case 530, 534, 535 -> FailureClass.AUTH;
            default ->
                    EnhancedStatus.of(enhanced)
                            .map(EnhancedStatus::failure)
                            .orElseGet(this::byReplyCode);
        };
    }

    private FailureClass byReplyCode() {
        if (code < 500) {
            return code == 454 ? FailureClass.THROTTLED : FailureClass.RETRYABLE;
        }
        return switch (code) {
            case 550, 551, 552, 553, 556 -> FailureClass.RECIPIENT;
            case 554 -> FailureClass.POLICY;
            default -> FailureClass.CONFIGURATION;
        };
    }
}
