package org.parley.core.offer;

/// What became of a store's wish to redeem a code.
public sealed interface RedeemOutcome {

    /// @param code as it is now
    record Redeemed(CodeCheck code) implements RedeemOutcome {}

    /// The same order had it before; nothing changed.
    record Repeated(CodeCheck code) implements RedeemOutcome {}

    /// @param code why not
    record NotRedeemable(CodeCheck code) implements RedeemOutcome {}
}
