package org.parley.sandbox.google;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.jwt.Jwt;
import org.parley.sandbox.world.Dice;

/// The token endpoint of OAuth 2.0 for server to server ("Using OAuth 2.0 for Server to Server
/// Applications"): a signed assertion for an access token of one hour.
public final class TokenDesk {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int LIFE_SECONDS = 3_600;
    private static final int MOST_SKEW_SECONDS = 300;

    private final ServiceAccount account;
    private final String scope;
    private final Clock clock;
    private final Map<String, Long> expiries = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    public TokenDesk(ServiceAccount account, String scope, Clock clock) {
        this.account = account;
        this.scope = scope;
        this.clock = clock;
    }

    public Answer issue(Call call) {
        Form form = Form.read(call.text());
        if (!form.first("grant_type").equals(GRANT)) {
            return refused("unsupported_grant_type", "Invalid grant_type");
        }
        Optional<Jwt> assertion = Jwt.read(form.first("assertion"));
        if (assertion.isEmpty() || !assertion.get().isRsa(account.publicKey())) {
            return refused("invalid_grant", "Invalid JWT Signature.");
        }
        Jwt jwt = assertion.get();
        if (!jwt.claim("iss").equals(account.email())) {
            return refused("invalid_grant", "Invalid grant: account not found");
        }
        if (!jwt.claim("scope").contains(scope)) {
            return refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        long now = clock.millis() / 1_000;
        long issued = jwt.seconds("iat");
        if (Math.abs(now - issued) > MOST_SKEW_SECONDS
                || jwt.seconds("exp") > issued + LIFE_SECONDS
                || jwt.seconds("exp") < now) {
            return refused(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a"
                            + " reasonable timeframe.");
        }
        return Answer.json(
                200,
                Json.write(
                        Json.object()
                                .put("access_token", token(now))
                                .put("expires_in", LIFE_SECONDS)
                                .put("token_type", "Bearer")));
    }

    /// Is this header a token that was issued here and is still good?
    public boolean knows(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        Long expiry = expiries.get(authorization.substring("Bearer ".length()));
        return expiry != null && clock.millis() / 1_000 < expiry;
    }

    /// Every token so far is void, as after a key was withdrawn.
    public void revokeAll() {
        expiries.clear();
    }

    private String token(long now) {
        Dice dice = Dice.of(now, account.email(), Long.toString(count.incrementAndGet()));
        String token = "ya29." + dice.hex("1") + dice.hex("2") + dice.hex("3");
        expiries.values().removeIf(expiry -> expiry < now);
        expiries.put(token, now + LIFE_SECONDS);
        return token;
    }

    private static Answer refused(String error, String description) {
        return Answer.json(
                400,
                Json.write(
                        Json.object().put("error", error).put("error_description", description)));
    }
}
