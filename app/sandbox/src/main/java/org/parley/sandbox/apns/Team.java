package org.parley.sandbox.apns;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.jwt.Jwt;
import org.parley.sandbox.world.Dice;

/// A team of developers with one key for pushes, and the check of what is signed with it
/// ("Establishing a token-based connection to APNs").
final class Team {
    private static final long LIFE_SECONDS = 3_600;
    private static final long MOST_SKEW_SECONDS = 300;

    private final String id;
    private final String keyId;
    private final long seed;
    private @Nullable KeyPair keys;

    Team(long seed) {
        this.seed = seed;
        Dice dice = Dice.of(seed, "apns");
        this.id = dice.hex("team").substring(0, 10).toUpperCase(Locale.ROOT);
        this.keyId = dice.hex("key").substring(0, 10).toUpperCase(Locale.ROOT);
    }

    String id() {
        return id;
    }

    String keyId() {
        return keyId;
    }

    /// The `.p8` file as Apple hands it out once.
    String keyFile() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /// What is wrong with the request's `authorization`, if anything.
    Optional<ApnsError> trouble(Call call, long nowSeconds) {
        String header = call.header("authorization");
        if (header == null) {
            return Optional.of(ApnsError.MISSING_PROVIDER_TOKEN);
        }
        Optional<Jwt> token =
                header.regionMatches(true, 0, "bearer ", 0, 7)
                        ? Jwt.read(header.substring(7))
                        : Optional.empty();
        if (token.isEmpty() || !ours(token.get())) {
            return Optional.of(ApnsError.INVALID_PROVIDER_TOKEN);
        }
        long age = nowSeconds - token.get().seconds("iat");
        if (age > LIFE_SECONDS) {
            return Optional.of(ApnsError.EXPIRED_PROVIDER_TOKEN);
        }
        return age < -MOST_SKEW_SECONDS
                ? Optional.of(ApnsError.INVALID_PROVIDER_TOKEN)
                : Optional.empty();
    }

    /// Apple takes the signature in both forms: one of the large client libraries has always sent
    /// it in DER.
    private boolean ours(Jwt token) {
        PublicKey key = keys().getPublic();
        return token.header().path("kid").asString("").equals(keyId)
                && token.claim("iss").equals(id)
                && (token.isEcdsa(key) || token.isEcdsaInDer(key));
    }

    private synchronized KeyPair keys() {
        if (keys == null) {
            try {
                SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
                random.setSeed(
                        Dice.of(seed, "keys", "apns").hex("ec").getBytes(StandardCharsets.UTF_8));
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                keys = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has P-256", e);
            }
        }
        return keys;
    }
}
