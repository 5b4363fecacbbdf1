package org.parley.sandbox.messenger;

import java.util.Optional;
import java.util.Set;
import org.parley.sandbox.graph.GraphFault;
import org.parley.sandbox.graph.GraphFaults;
import org.parley.sandbox.graph.MessagingAccount;
import org.parley.sandbox.graph.MessagingLimits;
import org.parley.sandbox.graph.MessagingSite;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// The Messenger Platform under `/messenger/{version}/`, utility templates included.
public final class MessengerSite extends MessagingSite {
    private static final MessagingLimits LIMITS =
            new MessagingLimits(
                    2000,
                    false,
                    30,
                    Set.of("image", "video", "audio", "file", "template"),
                    Set.of("text", "user_phone_number", "user_email"),
                    Set.of("button", "generic", "media", "receipt", "product", "coupon"),
                    2018278);

    private final UtilityTemplates templates = new UtilityTemplates();

    private MessengerSite(long seed, Surroundings around) {
        super(
                Channel.MESSENGER,
                "page",
                MessagingAccount.ofSeed(seed, "messenger"),
                LIMITS,
                true,
                around);
    }

    public static Provider open(long seed, Surroundings around) {
        return new MessengerSite(seed, around);
    }

    public UtilityTemplates templates() {
        return templates;
    }

    @Override
    public String segment() {
        return "messenger";
    }

    @Override
    protected ObjectNode whoAmI(MessagingAccount account) {
        return Json.object().put("name", account.name()).put("id", account.id());
    }

    /// A utility message is a template with its own type; the one without the other is refused.
    @Override
    protected boolean special(ObjectNode body, GraphFaults faults) {
        boolean utility = body.path("messaging_type").asString("").equals("UTILITY");
        boolean filled = !Json.lacks(body.path("message"), "template");
        if (utility != filled) {
            faults.bad("messaging_type UTILITY goes with message[template], and only with it");
        }
        if (filled) {
            templates.check(body.path("message").path("template"), faults);
        }
        return utility;
    }

    @Override
    protected Optional<Answer.Reply> otherPath(String edge, Call call) {
        if (!edge.equals("message_templates")) {
            return Optional.empty();
        }
        if (call.method().equals("GET")) {
            return Optional.of(Answer.json(200, Json.write(templates.list())));
        }
        GraphFaults faults = new GraphFaults();
        ObjectNode request = Json.readObject(call.body()).orElseGet(Json::object);
        templates.create(request, faults);
        ObjectNode created =
                Json.object()
                        .put("id", Dice.of(0, call.text()).digits("template", 15))
                        .put("status", "APPROVED")
                        .put("category", "UTILITY");
        Optional<GraphFault> fault = faults.first();
        return Optional.of(
                fault.isPresent()
                        ? fault(fault.get(), call)
                        : Answer.json(200, Json.write(created)));
    }
}
