package org.parley.sandbox.apple;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.parley.sandbox.world.Dice;

/// The messaging service provider and its one business.
///
/// @param secret base64, as Apple hands it out: the key is what it decodes to
record AppleAccount(String mspId, String secret, String businessId) {
    static AppleAccount ofSeed(long seed) {
        Dice dice = Dice.of(seed, "accounts", "apple");
        String key = dice.hex("secret 1") + dice.hex("secret 2");
        return new AppleAccount(
                "msp-" + dice.hex("msp"),
                Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)),
                "urn:biz:" + dice.hex("business 1") + dice.hex("business 2").substring(0, 4));
    }

    byte[] key() {
        return Base64.getDecoder().decode(secret);
    }

    @Override
    public String toString() {
        return "AppleAccount[" + mspId + "]";
    }
}
