package org.parley.channels.meta;

import java.net.URI;
import java.util.Map;
import org.parley.channels.Pace;
import org.parley.channels.Secret;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.WebhookRegistration;
import tools.jackson.databind.node.ObjectNode;

/// Calls of one account to the Graph API.
public final class GraphApi implements AutoCloseable {

    public static final URI FACEBOOK = URI.create("https://graph.facebook.com/v25.0/");
    public static final URI INSTAGRAM = URI.create("https://graph.instagram.com/v25.0/");

    private final URI base;
    private final ProviderHttp http;
    private final Map<String, String> headers;

    /// @param base with the API's version, ends with `/`
    public GraphApi(URI base, Secret accessToken, Pace pace) {
        this.base = base;
        this.http = new ProviderHttp(pace);
        this.headers = Map.of("Authorization", "Bearer " + accessToken.value());
    }

    /// @param path below the version, such as `123/messages`
    public Answer post(String path, byte[] json) {
        return http.postJson(base.resolve(path), headers, json);
    }

    /// @param path as above, with its query
    public Answer get(String path) {
        return http.get(base.resolve(path), headers);
    }

    /// Who-am-I.
    ///
    /// @param path of the object with the fields wanted
    /// @param name field that names the account for people
    public AccountCheck check(String path, String name) {
        return get(path)
                .check(answered ->
                        switch (GraphAnswer.of(answered)) {
                            case GraphAnswer.Ok(ObjectNode body) ->
                                    new AccountCheck.Works(body.path(name).asString(""));
                            case GraphAnswer.Failed(var code, _, var detail, _) ->
                                    new AccountCheck.Refused(Integer.toString(code), detail);
                            case GraphAnswer.Unreadable(var answer) ->
                                    new AccountCheck.NoAnswer("HTTP " + answer.status());
                        });
    }

    /// Tells Meta something about our webhook.
    public WebhookRegistration register(String path, ObjectNode request) {
        return post(path, JsonBody.bytes(request))
                .registration(answered ->
                        switch (GraphAnswer.of(answered)) {
                            case GraphAnswer.Ok _ -> new WebhookRegistration.Registered();
                            case GraphAnswer.Failed(var code, _, var detail, _) ->
                                    new WebhookRegistration.NotRegistered(
                                            Integer.toString(code), detail);
                            case GraphAnswer.Unreadable(var answer) ->
                                    new WebhookRegistration.NotRegistered(
                                            "http-" + answer.status(), "no readable reason");
                        });
    }

    @Override
    public void close() {
        http.close();
    }
}
