package org.parley.sandbox.smpp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.parley.sandbox.gsm.GsmAlphabet;

/// One `submit_sm` taken apart: the text, and its place among the parts of a long message.
///
/// @param reference of the long message; meaningless when `total` is 1
record Submission(String text, int reference, int total, int part) {
    private static final byte CONCATENATED = 0;
    private static final byte CONCATENATED_WIDE = 8;

    /// @throws IllegalArgumentException when the header or the coding makes no sense
    static Submission of(SubmitSm pdu) {
        byte[] octets = pdu.getShortMessage();
        OptionalParameter payload = pdu.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD);
        if (payload instanceof OptionalParameter.OctetString string) {
            octets = string.getValue();
        }
        int reference = 0;
        int total = 1;
        int part = 1;
        int start = 0;
        if (pdu.isUdhi()) {
            int header = octets.length == 0 ? -1 : octets[0] & 0xff;
            if (header < 5 || header >= octets.length) {
                throw new IllegalArgumentException("the header is longer than the message");
            }
            int at = octets[1] == CONCATENATED_WIDE ? 5 : 4;
            if (octets[1] != CONCATENATED && octets[1] != CONCATENATED_WIDE) {
                throw new IllegalArgumentException("the header does not concatenate");
            }
            reference = octets[at - 1] & 0xff;
            total = octets[at] & 0xff;
            part = octets[at + 1] & 0xff;
            start = header + 1;
            if (part < 1 || part > total) {
                throw new IllegalArgumentException("part " + part + " of " + total);
            }
        }
        byte[] body = Arrays.copyOfRange(octets, start, octets.length);
        return new Submission(decode(pdu.getDataCoding(), body), reference, total, part);
    }

    private static String decode(byte coding, byte[] octets) {
        return switch (coding) {
            case 0 -> GsmAlphabet.decode(octets);
            case 1 -> new String(octets, StandardCharsets.US_ASCII);
            case 3 -> new String(octets, StandardCharsets.ISO_8859_1);
            case 8 -> new String(octets, StandardCharsets.UTF_16BE);
            default -> throw new IllegalArgumentException("data coding " + coding);
        };
    }
}
