package org.parley.channels.smpp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A delivery receipt (SMPP 3.4, appendix B) in whatever form centres make of it: any case, any
/// order, fields left out, or no text at all and two parameters instead. Times in it are in the
/// centre's unknown zone and are not read.
///
/// @param state DELIVRD, UNDELIV and the like, upper case
/// @param error the centre's own code, if any
record ReceiptText(String id, String state, @Nullable String error) {

    private static final Pattern ID = field("id");
    private static final Pattern STATE = field("stat");
    private static final Pattern ERROR = field("err");

    /// `message_state` of SMPP 3.4, 5.2.28.
    private static final Map<Integer, String> STATES =
            Map.of(
                    1, "ENROUTE", 2, "DELIVRD", 3, "EXPIRED", 4, "DELETED", 5, "UNDELIV", 6,
                    "ACCEPTD", 7, "UNKNOWN", 8, "REJECTD");

    /// @param receiptedId the parameter `receipted_message_id`, which wins over the text
    /// @param messageState the parameter `message_state`; 0: absent
    static Optional<ReceiptText> read(String text, @Nullable String receiptedId, int messageState) {
        // What follows is the message's own text, which may look like anything.
        String fields = text.replaceFirst("(?is)\\btext:.*$", "");
        String id = receiptedId == null ? first(ID, fields) : receiptedId;
        String state = messageState == 0 ? first(STATE, fields) : STATES.get(messageState);
        return id == null || state == null
                ? Optional.empty()
                : Optional.of(
                        new ReceiptText(id, state.toUpperCase(Locale.ROOT), first(ERROR, fields)));
    }

    private static Pattern field(String name) {
        return Pattern.compile("(?i)(?:^|\\s)" + name + ":\\s*([^\\s:]+)(?=\\s|$)");
    }

    private static @Nullable String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
