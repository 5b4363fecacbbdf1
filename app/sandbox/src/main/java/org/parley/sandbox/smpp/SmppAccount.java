package org.parley.sandbox.smpp;

import org.parley.sandbox.world.Dice;

/// Who may bind, and the one address that it may send from.
record SmppAccount(String systemId, String password, String source) {
    static SmppAccount ofSeed(long seed) {
        Dice dice = Dice.of(seed, "accounts", "smpp");
        // SMPP 3.4 allows eight characters.
        return new SmppAccount(
                "parley", dice.hex("password").substring(0, 8), "1" + dice.pick("source", 9_000));
    }

    @Override
    public String toString() {
        return "SmppAccount[" + systemId + "]";
    }
}
