package org.parley.channels.smpp;

import static java.util.Map.entry;
import static org.parley.core.channel.FailureClass.AUTH;
import static org.parley.core.channel.FailureClass.CONFIGURATION;
import static org.parley.core.channel.FailureClass.POLICY;
import static org.parley.core.channel.FailureClass.RECIPIENT;
import static org.parley.core.channel.FailureClass.RETRYABLE;
import static org.parley.core.channel.FailureClass.THROTTLED;

import java.util.Map;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;

/// `command_status` of an answer (SMPP 3.4, 5.1.3).
final class SmppStatus {

    static final Map<Integer, FailureClass> TABLE =
            Map.ofEntries(
                    entry(0x05, RETRYABLE), // already bound: another session must end first
                    entry(0x08, RETRYABLE),
                    entry(0x0A, CONFIGURATION),
                    entry(0x0B, RECIPIENT),
                    entry(0x0D, AUTH),
                    entry(0x0E, AUTH),
                    entry(0x0F, AUTH),
                    entry(0x14, THROTTLED),
                    entry(0x45, RETRYABLE),
                    entry(0x58, THROTTLED),
                    entry(0x64, RETRYABLE),
                    entry(0x65, RECIPIENT),
                    entry(0x66, RECIPIENT),
                    entry(0xFE, RECIPIENT),
                    entry(0x101, POLICY));

    private SmppStatus() {}

    static SendOutcome.Refused refused(int status) {
        return new SendOutcome.Refused(
                TABLE.getOrDefault(status, CONFIGURATION),
                code(status),
                "The centre answered " + code(status),
                null);
    }

    static String code(int status) {
        return "0x%02X".formatted(status);
    }
}
