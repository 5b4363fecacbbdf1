package org.parley.sandbox.twilio;

import org.parley.sandbox.world.Dice;

/// The account and its one number.
///
/// @param sid `AC` and 32 hexadecimal digits
/// @param number E.164, the only sender
record TwilioAccount(
        String sid, String authToken, String number, String numberSid, String messagingServiceSid) {
    static TwilioAccount ofSeed(long seed) {
        Dice dice = Dice.of(seed, "accounts", "twilio");
        return new TwilioAccount(
                "AC" + dice.hex("account 1") + dice.hex("account 2"),
                dice.hex("token 1") + dice.hex("token 2"),
                "+1555%07d".formatted(dice.pick("number", 10_000_000)),
                "PN" + dice.hex("number 1") + dice.hex("number 2"),
                "MG" + dice.hex("service 1") + dice.hex("service 2"));
    }

    @Override
    public String toString() {
        return "TwilioAccount[" + sid + "]";
    }
}
