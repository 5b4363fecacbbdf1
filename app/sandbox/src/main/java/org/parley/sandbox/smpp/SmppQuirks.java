package org.parley.sandbox.smpp;

/// The ways in which centres differ.
///
/// @param decimalIds receipts name the message in decimal that the answer named in hexadecimal
/// @param receipt how a receipt is written
/// @param twice every receipt comes twice
public record SmppQuirks(boolean decimalIds, Form receipt, boolean twice) {
    /// How a receipt is written.
    public enum Form {
        /// The text of SMPP 3.4, appendix B.
        FULL,
        /// No more than `id:` and `stat:`.
        BARE,
        /// Other case and other order.
        ODD,
        /// Only the parameters `receipted_message_id` and `message_state`.
        TLV
    }

    public static final SmppQuirks NONE = new SmppQuirks(false, Form.FULL, false);
}
