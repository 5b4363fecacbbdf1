package org.parley.sandbox.instagram;

import java.util.Set;
import org.parley.sandbox.graph.GraphFaults;
import org.parley.sandbox.graph.MessagingAccount;
import org.parley.sandbox.graph.MessagingLimits;
import org.parley.sandbox.graph.MessagingSite;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// "Instagram API with Instagram Login" under `/instagram/{version}/`: no template for outside the
/// window, no delivery receipt, texts counted in bytes.
public final class InstagramSite extends MessagingSite {
    private static final MessagingLimits LIMITS =
            new MessagingLimits(
                    1000,
                    true,
                    10,
                    Set.of(
                            "image",
                            "video",
                            "audio",
                            "file",
                            "template",
                            "MEDIA_SHARE",
                            "like_heart"),
                    Set.of("text"),
                    Set.of("button", "generic", "product"),
                    2534022);

    private InstagramSite(long seed, Surroundings around) {
        super(
                Channel.INSTAGRAM,
                "instagram",
                MessagingAccount.ofSeed(seed, "instagram"),
                LIMITS,
                false,
                around);
    }

    public static Provider open(long seed, Surroundings around) {
        return new InstagramSite(seed, around);
    }

    @Override
    public String segment() {
        return "instagram";
    }

    @Override
    protected ObjectNode whoAmI(MessagingAccount account) {
        return Json.object()
                .put("user_id", account.id())
                .put("username", "sandbox.shop")
                .put("id", account.id());
    }

    @Override
    protected boolean special(ObjectNode body, GraphFaults faults) {
        if (body.path("messaging_type").asString("").equals("UTILITY")
                || !Json.lacks(body.path("message"), "template")) {
            faults.bad("Utility messages are not supported for Instagram");
        }
        return false;
    }
}
