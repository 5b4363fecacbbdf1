package org.parley.channels.twilio;

import static java.util.Map.entry;
import static org.parley.core.channel.FailureClass.AUTH;
import static org.parley.core.channel.FailureClass.CONFIGURATION;
import static org.parley.core.channel.FailureClass.OPTED_OUT;
import static org.parley.core.channel.FailureClass.POLICY;
import static org.parley.core.channel.FailureClass.RECIPIENT;
import static org.parley.core.channel.FailureClass.RETRYABLE;
import static org.parley.core.channel.FailureClass.THROTTLED;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;

/// Twilio's error codes, of answers and of status callbacks alike ("Error and Warning Dictionary").
final class TwilioError {

    static final Map<Integer, FailureClass> TABLE =
            Map.ofEntries(
                    entry(14107, THROTTLED),
                    entry(20003, AUTH),
                    entry(20429, THROTTLED),
                    entry(20500, RETRYABLE),
                    entry(21211, RECIPIENT),
                    entry(21217, RECIPIENT),
                    entry(21408, CONFIGURATION),
                    entry(21606, CONFIGURATION),
                    entry(21608, CONFIGURATION),
                    entry(21610, OPTED_OUT),
                    entry(21611, THROTTLED),
                    entry(21612, RECIPIENT),
                    entry(21614, RECIPIENT),
                    entry(21617, CONFIGURATION),
                    entry(21620, CONFIGURATION),
                    entry(30001, THROTTLED),
                    entry(30002, POLICY),
                    // Unreachable now: switched off or out of range.
                    entry(30003, RETRYABLE),
                    entry(30004, POLICY),
                    entry(30005, RECIPIENT),
                    entry(30006, RECIPIENT),
                    entry(30007, POLICY),
                    entry(30008, RETRYABLE),
                    entry(30017, RETRYABLE),
                    entry(30018, CONFIGURATION),
                    entry(30022, THROTTLED),
                    entry(30023, THROTTLED),
                    entry(30027, THROTTLED),
                    entry(30032, CONFIGURATION),
                    entry(63013, POLICY),
                    entry(63014, OPTED_OUT),
                    entry(63017, THROTTLED),
                    entry(63018, THROTTLED),
                    entry(63026, POLICY),
                    entry(63033, OPTED_OUT),
                    entry(63035, CONFIGURATION),
                    entry(63036, RECIPIENT));

    private TwilioError() {}

    /// @return null for a code that the table does not have
    static @Nullable FailureClass of(String code) {
        return code.matches("\\d{5}") ? TABLE.get(Integer.parseInt(code)) : null;
    }
}
