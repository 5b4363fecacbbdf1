package org.parley.sandbox;

import org.parley.sandbox.email.MailAccount;
import org.parley.sandbox.whatsapp.WhatsAppAccount;
import org.parley.sandbox.world.Dice;

/// The credentials of the simulated accounts. They open nothing but this sandbox, and are still not
/// printed, so that nobody learns to print them.
///
/// @param viberToken of the bot; it also signs the bot's callbacks
public record SandboxAccounts(String viberToken, WhatsAppAccount whatsApp, MailAccount mail) {

    /// The same credentials for the same seed.
    public static SandboxAccounts ofSeed(long seed) {
        Dice dice = Dice.of(seed, "accounts");
        String viber = dice.hex("viber 1") + "-" + dice.hex("viber 2") + "-" + dice.hex("viber 3");
        WhatsAppAccount whatsApp =
                new WhatsAppAccount(
                        "EAAG" + dice.hex("token 1") + dice.hex("token 2") + dice.hex("token 3"),
                        dice.hex("secret 1") + dice.hex("secret 2"),
                        "verify-" + dice.hex("verify"),
                        "1" + digits(dice, "phone number id", 14),
                        "2" + digits(dice, "business account", 14),
                        "15550" + digits(dice, "display number", 6));
        return new SandboxAccounts(
                viber, whatsApp, new MailAccount("parley", dice.hex("mail password")));
    }

    @Override
    public String toString() {
        return "SandboxAccounts[" + whatsApp + ", " + mail + "]";
    }

    private static String digits(Dice dice, String question, int count) {
        String all = "%020d".formatted(dice.bits(question) >>> 1);
        return all.substring(all.length() - count);
    }
}
