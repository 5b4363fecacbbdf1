package org.parley.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parley.core.access.internal.ApiKeyStore;
import org.parley.core.kernel.ProblemException;

/// Keys of programs: `parley_<prefix>_<secret>`. The secret has 256 random bits, so that a plain
/// SHA-256 of it is safe to keep; a slow hash would only slow each request.
public final class ApiKeys {

    public static final String TOKEN_START = "parley_";

    private static final Pattern TOKEN =
            Pattern.compile(TOKEN_START + "([a-z0-9]{8})_([A-Za-z0-9_-]{43})");
    private static final int LONGEST_NAME = 200;

    private final ApiKeyStore store;
    private final SecretGenerator secrets;
    private final Clock clock;

    public ApiKeys(ApiKeyStore store, SecretGenerator secrets, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// @throws ProblemException if a field is not valid
    public NewApiKey create(String name, Collection<Role> roles, String createdBy) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.invalid("name", "A name has 1 to 200 characters");
        }
        var prefix = secrets.prefix();
        var secret = secrets.secret();
        var key =
                new ApiKey(
                        prefix,
                        name.strip(),
                        Role.atLeastOne(roles),
                        createdBy,
                        clock.instant(),
                        null);
        store.insert(key, digest(secret));
        return new NewApiKey(key, TOKEN_START + prefix + "_" + secret);
    }

    /// The key that this token proves; empty if it is unknown, wrong, revoked or not of the form.
    public Optional<ApiKey> verify(String token) {
        var form = TOKEN.matcher(token);
        if (!form.matches()) {
            return Optional.empty();
        }
        return store.find(form.group(1))
                .filter(stored -> MessageDigest.isEqual(stored.digest(), digest(form.group(2))))
                .map(ApiKeyStore.Stored::key)
                .filter(key -> key.revokedAt() == null);
    }

    /// All keys by their time of creation, revoked ones included.
    public List<ApiKey> all() {
        return store.all();
    }

    /// Ends a key at once; revoking it again changes nothing.
    ///
    /// @throws ProblemException if there is no such key
    public void revoke(String prefix) {
        if (!store.revoke(prefix, clock.instant())) {
            throw ProblemException.notFound("API key", prefix);
        }
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
