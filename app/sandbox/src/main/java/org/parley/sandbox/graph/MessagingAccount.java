package org.parley.sandbox.graph;

import org.parley.sandbox.world.Dice;

/// A page or an Instagram account, and the app that speaks for it.
///
/// @param id of the page or account
/// @param accessToken sent as a bearer token or as `access_token` in the query
/// @param appSecret signs the webhooks
/// @param verifyToken expected by Parley when the webhook is subscribed
public record MessagingAccount(
        String id,
        String name,
        String accessToken,
        String appId,
        String appSecret,
        String verifyToken) {

    /// The same account for the same seed.
    public static MessagingAccount ofSeed(long seed, String kind) {
        Dice dice = Dice.of(seed, "accounts", kind);
        return new MessagingAccount(
                dice.digits("id", 15),
                "Sandbox shop",
                "EAAG" + dice.hex("token 1") + dice.hex("token 2"),
                dice.digits("app", 16),
                dice.hex("secret 1") + dice.hex("secret 2"),
                "verify-" + dice.hex("verify"));
    }

    @Override
    public String toString() {
        return "MessagingAccount[" + id + "]";
    }
}
