package org.parley.channels.smpp;

import org.parley.channels.wire.ErrorTable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;

/// `command_status` of an answer as a refusal.
final class SmppStatus {

    static final ErrorTable TABLE = ErrorTable.beside(SmppStatus.class);

    private SmppStatus() {}

    static SendOutcome.Refused refused(int status) {
        String code = code(status);
        return TABLE.refused(code, "The centre answered " + code, FailureClass.CONFIGURATION, null);
    }

    static String code(int status) {
        return "0x%02X".formatted(status);
    }
}
