package org.parley.sandbox.smpp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A delivery receipt as centres write it (SMPP 3.4, appendix B, and what became of it).
final class ReceiptText {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

    private ReceiptText() {}

    /// @param state DELIVRD, UNDELIV and the like
    static String of(
            SmppQuirks.Form form, String id, String state, int error, String text, Instant at) {
        String delivered = state.equals("DELIVRD") ? "001" : "000";
        String start = text.substring(0, Math.min(20, text.length()));
        return switch (form) {
            case FULL ->
                    "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%03d text:%s"
                            .formatted(
                                    id,
                                    delivered,
                                    DATE.format(at),
                                    DATE.format(at),
                                    state,
                                    error,
                                    start);
            case BARE -> "id:%s stat:%s".formatted(id, state);
            case ODD ->
                    "STAT:%s ID:%s Done Date:%s ERR:%d "
                            .formatted(state.toLowerCase(Locale.ROOT), id, DATE.format(at), error);
            case TLV -> "";
        };
    }

    /// `message_state` of SMPP 3.4, 5.2.28.
    static byte stateCode(String state) {
        return (byte)
                switch (state) {
                    case "ENROUTE" -> 1;
                    case "DELIVRD" -> 2;
                    case "EXPIRED" -> 3;
                    case "DELETED" -> 4;
                    case "UNDELIV" -> 5;
                    case "ACCEPTD" -> 6;
                    case "REJECTD" -> 8;
                    default -> 7;
                };
    }
}
