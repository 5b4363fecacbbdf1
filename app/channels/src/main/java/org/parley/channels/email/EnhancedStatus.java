package org.parley.channels.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parley.core.channel.FailureClass;

/// What an enhanced status code (RFC 3463) means, by the table `enhanced-status.csv`.
///
/// @param mailbox what it says of the person's mailbox
record EnhancedStatus(FailureClass failure, Mailbox mailbox) {

    enum Mailbox {
        /// Writing to it again is pointless.
        GONE,
        /// It may take mails again.
        PASSING,
        /// The code is not about it, or does not say.
        UNSAID
    }

    private static final Pattern CODE = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern IN_TEXT =
            Pattern.compile("(?<![\\d.])[45]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
    private static final Map<String, EnhancedStatus> TABLE = table();

    /// Empty when it is not the code of a failure.
    static Optional<EnhancedStatus> of(String code) {
        Matcher parts = CODE.matcher(code);
        if (!parts.matches() || parts.group(1).equals("2")) {
            return Optional.empty();
        }
        String kind = parts.group(1);
        String subject = kind + "." + parts.group(2);
        EnhancedStatus exact = TABLE.get(code);
        EnhancedStatus bySubject = TABLE.get(subject + ".*");
        return Optional.ofNullable(
                exact != null ? exact : bySubject != null ? bySubject : TABLE.get(kind + ".*.*"));
    }

    /// The first code of a failure in words of a server.
    static Optional<String> find(String text) {
        return IN_TEXT.matcher(text).results().map(MatchResult::group).findFirst();
    }

    boolean gone() {
        return mailbox == Mailbox.GONE;
    }

    /// Whether a provider that calls the failure lasting is to be believed.
    boolean mayLast() {
        return failure == FailureClass.RECIPIENT && mailbox != Mailbox.PASSING;
    }

    private static Map<String, EnhancedStatus> table() {
        Map<String, EnhancedStatus> table = new HashMap<>();
        lines().filter(line -> line.matches("[45]\\..*"))
                .map(line -> line.split(",", 4))
                .forEach(cells ->
                        table.put(
                                cells[0],
                                new EnhancedStatus(
                                        FailureClass.valueOf(cells[1]),
                                        cells[2].equals("-")
                                                ? Mailbox.UNSAID
                                                : Mailbox.valueOf(
                                                        cells[2].toUpperCase(Locale.ROOT)))));
        return Map.copyOf(table);
    }

    private static Stream<String> lines() {
        try (InputStream in = EnhancedStatus.class.getResourceAsStream("enhanced-status.csv")) {
            if (in == null) {
                throw new IllegalStateException("Not in this build: enhanced-status.csv");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
