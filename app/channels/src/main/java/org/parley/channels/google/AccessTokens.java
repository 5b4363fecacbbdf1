package org.parley.channels.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.FormBody;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;
import tools.jackson.databind.node.ObjectNode;

/// The account's access token, renewed a minute before it ends.
public final class AccessTokens {

    private static final Duration EARLY = Duration.ofMinutes(1);

    /// A token, or why there is none.
    public sealed interface Token {
        record Valid(String value) implements Token {}

        /// @param outcome of a send that needed it: it certainly did not leave
        record None(SendOutcome.Refused outcome) implements Token {}
    }

    private final ServiceAccount account;
    private final String scope;
    private final ProviderHttp http;
    private final Clock clock;
    // Not a monitor: the holder waits for the network.
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String value;
    private Instant until = Instant.EPOCH;

    public AccessTokens(ServiceAccount account, String scope, ProviderHttp http, Clock clock) {
        this.account = account;
        this.scope = scope;
        this.http = http;
        this.clock = clock;
    }

    public Token get() {
        lock.lock();
        try {
            String kept = value;
            return kept != null && clock.instant().isBefore(until)
                    ? new Token.Valid(kept)
                    : renew();
        } finally {
            lock.unlock();
        }
    }

    /// The API refused the token: the next call asks for another one.
    public void forget() {
        lock.lock();
        try {
            value = null;
        } finally {
            lock.unlock();
        }
    }

    private Token renew() {
        Instant now = clock.instant();
        byte[] form =
                FormBody.write(
                        List.of(
                                Map.entry(
                                        "grant_type",
                                        "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                                Map.entry("assertion", account.assertion(scope, now))));
        Answer answer =
                http.call(
                        "POST",
                        account.tokenUri(),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        form);
        return switch (answer) {
            case Answer.NotSent(var detail) -> none(FailureClass.RETRYABLE, "no-token", detail);
            case Answer.NoAnswer(var detail) -> none(FailureClass.RETRYABLE, "no-token", detail);
            case Answer.Answered answered -> {
                ObjectNode body = JsonBody.answer(answered.body());
                String token = body == null ? null : JsonBody.text(body, "access_token");
                if (body != null && answered.status() == 200 && token != null) {
                    value = token;
                    until = now.plusSeconds(body.path("expires_in").asLong(0)).minus(EARLY);
                    yield new Token.Valid(token);
                }
                String error = body == null ? null : JsonBody.text(body, "error");
                yield none(
                        answered.status() >= 500 || answered.status() == 429
                                ? FailureClass.RETRYABLE
                                : FailureClass.AUTH,
                        error == null ? "http-" + answered.status() : error,
                        "Google gives no access token");
            }
        };
    }

    private static Token none(FailureClass failure, String code, String detail) {
        return new Token.None(new SendOutcome.Refused(failure, code, detail, null));
    }
}
