package org.parley.sandbox.email;

import java.util.Map;
import java.util.TreeMap;
import org.parley.sandbox.world.Dice;

/// Credentials of the simulated mail providers' events.
record EspAccount(
        String snsTopic,
        String mailgunSigningKey,
        String postmarkPassword,
        String returnedMailSecret) {

    static EspAccount ofSeed(long seed) {
        Dice dice = Dice.of(seed, "esp");
        return new EspAccount(
                "arn:aws:sns:eu-west-1:" + dice.digits("account", 12) + ":mail-events",
                dice.hex("mailgun 1") + dice.hex("mailgun 2"),
                dice.hex("postmark"),
                dice.hex("returned 1") + dice.hex("returned 2"));
    }

    Map<String, String> sheet() {
        Map<String, String> sheet = new TreeMap<>();
        sheet.put("snsTopic", snsTopic);
        sheet.put("mailgunSigningKey", mailgunSigningKey);
        sheet.put("postmarkPassword", postmarkPassword);
        sheet.put("returnedMailSecret", returnedMailSecret);
        return sheet;
    }

    @Override
    public String toString() {
        return "EspAccount[" + snsTopic + "]";
    }
}
