package org.parley.channels.email;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parts of a `multipart/report` (RFC 6522) that programs read, each as fields.
///
/// @param status groups of a delivery status: the first about the mail
/// @param abuse fields of a feedback report; null: it is none
/// @param returned headers of the mail that is reported about
record ReportParts(
        List<InternetHeaders> status,
        @Nullable InternetHeaders abuse,
        List<InternetHeaders> returned) {

    private static final int MOST_PARTS = 16;
    private static final int MOST_GROUPS = 64;
    private static final int LONGEST_PART = 1 << 20;
    private static final Pattern BLANK_LINE = Pattern.compile("\\r?\\n[ \\t]*\\r?\\n");

    static ReportParts of(MimeMessage mail) throws MessagingException, IOException {
        List<InternetHeaders> status = new ArrayList<>();
        List<InternetHeaders> returned = new ArrayList<>();
        InternetHeaders abuse = null;
        if (mail.getContent() instanceof Multipart parts) {
            for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType("message/delivery-status")
                        || part.isMimeType("message/global-delivery-status")) {
                    for (String group : groups(text(part))) {
                        status.add(fields(group));
                    }
                } else if (part.isMimeType("message/feedback-report")) {
                    abuse = fields(text(part).strip());
                } else if (part.isMimeType("message/rfc822")
                        || part.isMimeType("message/rfc822-headers")
                        || part.isMimeType("text/rfc822-headers")) {
                    returned.add(fields(text(part)));
                }
            }
        }
        return new ReportParts(List.copyOf(status), abuse, List.copyOf(returned));
    }

    /// Wherever a report may hold an id of ours, the likeliest first.
    List<InternetHeaders> all() {
        Stream<InternetHeaders> report = abuse == null ? status.stream() : Stream.of(abuse);
        return Stream.concat(returned.stream(), report).toList();
    }

    private static String text(BodyPart part) throws MessagingException, IOException {
        try (var in = part.getInputStream()) {
            return new String(in.readNBytes(LONGEST_PART), StandardCharsets.UTF_8);
        }
    }

    private static List<String> groups(String text) {
        return BLANK_LINE
                .splitAsStream(text.strip())
                .filter(group -> !group.isBlank())
                .limit(MOST_GROUPS)
                .toList();
    }

    /// What stands before the first empty line.
    private static InternetHeaders fields(String text) throws MessagingException {
        byte[] bytes = (text + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return new InternetHeaders(new ByteArrayInputStream(bytes), true);
    }
}
