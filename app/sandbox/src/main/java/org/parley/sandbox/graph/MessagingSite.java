package org.parley.sandbox.graph;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.http.Query;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import org.parley.sandbox.world.RateWindow;
import tools.jackson.databind.node.ObjectNode;

/// The messaging platform under `/{segment}/{version}/`: `me`, `{page}/messages`,
/// `{page}/subscribed_apps` and `{app}/subscriptions`.
public abstract class MessagingSite implements Provider {
    private final MessagingPage page;
    private final MessagingLimits limits;
    private final MessagingRules rules;
    private final MessagingVoice voice;
    private final Handshake handshake;
    private final Surroundings around;
    private volatile RateWindow rate;

    /// @param watermarks receipts of Messenger's kind
    protected MessagingSite(
            Channel channel,
            String object,
            MessagingAccount account,
            MessagingLimits limits,
            boolean watermarks,
            Surroundings around) {
        this.page = new MessagingPage(channel, object, account, around.clock());
        this.limits = limits;
        this.rules = new MessagingRules(limits);
        this.around = around;
        this.voice = new MessagingVoice(page, around.webhooks(), around.agenda(), watermarks);
        this.handshake =
                new Handshake(channel, around.http(), around.webhooks(), account.verifyToken());
        this.rate = new RateWindow(0, around.clock());
    }

    /// What `me` answers.
    protected abstract ObjectNode whoAmI(MessagingAccount account);

    /// Checks of one network only. The message is sent outside the window if this is true.
    protected abstract boolean special(ObjectNode body, GraphFaults faults);

    /// Paths of one network only; empty if this is none of them.
    protected Optional<Answer.Reply> otherPath(String edge, Call call) {
        return Optional.empty();
    }

    public MessagingAccount account() {
        return page.account();
    }

    /// From now on at most so many sends a second, 300 with Meta; 0 has no limit.
    public void perSecond(int most) {
        rate = new RateWindow(most, around.clock());
    }

    @Override
    public Channel channel() {
        return page.channel();
    }

    @Override
    public MessagingVoice voice() {
        return voice;
    }

    @Override
    public Map<String, String> account(URI desk) {
        String name = segment();
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put(name + "BaseUri", desk.resolve("/" + name).toString());
        sheet.put(name + "AccountId", account().id());
        sheet.put(name + "AccessToken", account().accessToken());
        sheet.put(name + "AppId", account().appId());
        sheet.put(name + "AppSecret", account().appSecret());
        sheet.put(name + "VerifyToken", account().verifyToken());
        return sheet;
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        return handshake.subscribe(webhook);
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of(
                "openWindow", address -> voice.window(address, true),
                "closeWindow", address -> voice.window(address, false),
                "block", voice::block,
                "unblock", voice::unblock,
                "stopMarketing", address -> voice.marketing(address, false),
                "resumeMarketing", address -> voice.marketing(address, true));
    }

    @Override
    public Answer answer(Call call) {
        String[] path = call.path().split("/", -1);
        if (path.length < 4 || path.length > 5 || !path[2].matches("v\\d+\\.\\d+")) {
            return fault(GraphFault.parameter("Unknown path components: " + call.path()), call);
        }
        String edge = path.length == 5 ? path[4] : "";
        Map<String, String> query = Query.of(call);
        if (edge.equals("subscriptions") && path[3].equals(account().appId())) {
            return appSubscription(call, query);
        }
        if (!authorised(call, query)) {
            return fault(GraphFault.TOKEN, call);
        }
        if (!path[3].equals("me") && !path[3].equals(account().id())) {
            return fault(GraphFault.unknownObject(path[3]), call);
        }
        return switch (call.method() + " " + edge) {
            case "GET " -> Answer.json(200, Json.write(whoAmI(account())));
            case "POST subscribed_apps" -> subscribeFields(call, query);
            case "GET subscribed_apps" -> subscribedFields();
            case "POST messages" -> messages(call);
            default ->
                    otherPath(edge, call)
                            .orElseGet(() ->
                                    fault(GraphFault.parameter("Unknown path components"), call));
        };
    }

    private Answer messages(Call call) {
        ObjectNode body = Json.readObject(call.body()).orElse(null);
        if (body == null) {
            return fault(GraphFault.parameter("The body is not a JSON object"), call);
        }
        String person = body.path("recipient").path("id").asString("");
        return FaultyAnswer.of(
                around.refusals()
                        .takeNext(channel())
                        .or(() -> around.refusals().of(channel(), person)),
                error -> fault(ordered(error), call),
                () -> send(call, body, person));
    }

    private static GraphFault ordered(Refusal.ProviderError error) {
        int subcode = error.detail().isEmpty() ? 0 : Integer.parseInt(error.detail());
        return new GraphFault(error.code(), subcode, "ordered by a test");
    }

    private Answer.Reply send(Call call, ObjectNode body, String person) {
        GraphFaults faults = new GraphFaults();
        rules.check(body, faults);
        boolean anyTime = special(body, faults);
        if (faults.first().isPresent()) {
            return fault(faults.first().get(), call);
        }
        if (!rate.take()) {
            return fault(GraphFault.RATE, call);
        }
        Optional<GraphFault> trouble = trouble(body, person, anyTime);
        if (trouble.isPresent()) {
            return fault(trouble.get(), call);
        }
        ObjectNode answer = Json.object();
        if (!person.isEmpty()) {
            answer.put("recipient_id", person);
        }
        if (Json.lacks(body, "sender_action")) {
            String mid = page.nextMid();
            hand(call, (ObjectNode) body.path("message"), person, mid);
            answer.put("message_id", mid);
        }
        return Answer.json(200, Json.write(answer));
    }

    private Optional<GraphFault> trouble(ObjectNode body, String person, boolean anyTime) {
        Customers customers = around.customers();
        if (!customers.book().reachable(channel(), person)) {
            return Optional.of(GraphFault.NO_SUCH_USER);
        }
        MessagingUser user = page.user(person);
        if (user.blocked()) {
            return Optional.of(GraphFault.UNAVAILABLE);
        }
        boolean agent = body.path("tag").asString("").equals("HUMAN_AGENT");
        long now = page.now();
        if (anyTime || user.windowOpen(now) || (agent && user.agentMayWrite(now))) {
            return Optional.empty();
        }
        return Optional.of(
                new GraphFault(
                        10,
                        limits.windowClosed(),
                        "This message is sent outside of allowed window."));
    }

    private void hand(Call call, ObjectNode message, String person, String mid) {
        String metadata = Json.text(message, "metadata");
        around.received().accept(channel(), person, metadata, mid, call.body());
        Customers customers = around.customers();
        if (customers.silentOn(channel())) {
            return;
        }
        voice.echo(person, mid, message);
        MessagingContent content = MessagingContent.of(message);
        customers.receive(
                new Incoming(
                        channel(),
                        person,
                        customers.key(channel(), person, metadata),
                        mid,
                        metadata,
                        content.form(),
                        content.links(),
                        content.replies(),
                        null));
    }

    /// The app's own webhook: the platform calls it before it answers.
    private Answer appSubscription(Call call, Map<String, String> query) {
        Map<String, String> given = new HashMap<>(query);
        Json.readObject(call.body())
                .ifPresent(body ->
                        body.propertyStream()
                                .forEach(field ->
                                        given.put(field.getKey(), field.getValue().asString(""))));
        String app = account().appId() + "|" + account().appSecret();
        if (!app.equals(given.get("access_token")) && !bearer(call).equals(app)) {
            return fault(GraphFault.TOKEN, call);
        }
        String callback = given.getOrDefault("callback_url", "");
        if (!callback.startsWith("http")) {
            return fault(GraphFault.parameter("The parameter callback_url is required"), call);
        }
        return handshake
                .subscribe(URI.create(callback), given.getOrDefault("verify_token", ""))
                .map(trouble ->
                        fault(
                                new GraphFault(
                                        2200,
                                        0,
                                        "Callback verification failed with the following errors: "
                                                + trouble),
                                call))
                .orElseGet(() -> Answer.json(200, "{\"success\":true}"));
    }

    private Answer subscribeFields(Call call, Map<String, String> query) {
        String asked = query.getOrDefault("subscribed_fields", "");
        if (asked.isEmpty()) {
            asked =
                    Json.readObject(call.body())
                            .map(body -> body.path("subscribed_fields").asString(""))
                            .orElse("");
        }
        if (asked.isEmpty()) {
            return fault(
                    GraphFault.parameter("The parameter subscribed_fields is required."), call);
        }
        voice.fields(
                Arrays.stream(asked.split(",")).map(String::strip).collect(Collectors.toSet()));
        return Answer.json(200, "{\"success\":true}");
    }

    private Answer subscribedFields() {
        ObjectNode answer = Json.object();
        Set<String> fields = voice.fields();
        var data = answer.putArray("data");
        if (!fields.isEmpty()) {
            ObjectNode app = data.addObject().put("id", account().appId()).put("name", "Parley");
            fields.stream().sorted().forEach(app.putArray("subscribed_fields")::add);
        }
        return Answer.json(200, Json.write(answer));
    }

    private boolean authorised(Call call, Map<String, String> query) {
        String token = account().accessToken();
        return token.equals(query.get("access_token")) || bearer(call).equals(token);
    }

    private static String bearer(Call call) {
        String header = call.header("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
    }

    protected static Answer.Reply fault(GraphFault fault, Call call) {
        return fault.reply(
                "A" + Dice.of(0, call.path(), call.text()).hex("trace").substring(0, 15));
    }
}
