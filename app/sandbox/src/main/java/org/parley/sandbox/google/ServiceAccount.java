package org.parley.sandbox.google;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.world.Dice;

/// A service account with its key, made when it is first needed: the same one for the same seed.
public final class ServiceAccount {
    /// To find two primes takes longer than all else that a sandbox does at its start.
    private static final Map<Seed, KeyPair> MADE = new ConcurrentHashMap<>();

    private final String name;
    private final long seed;

    private record Seed(long of, String name) {}

    /// @param name what it is for; the first part of its mailbox
    public ServiceAccount(String name, long seed) {
        this.name = name;
        this.seed = seed;
    }

    String email() {
        return name + "@parley-sandbox.iam.gserviceaccount.example";
    }

    PublicKey publicKey() {
        return keys().getPublic();
    }

    /// The key file as Google's console hands it out.
    public String keyFile(URI tokenUri) {
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        return Json.write(
                Json.object()
                        .put("type", "service_account")
                        .put("project_id", "parley-sandbox")
                        .put("private_key_id", Dice.of(seed, name).hex("key id"))
                        .put("private_key", pem)
                        .put("client_email", email())
                        .put("token_uri", tokenUri.toString()));
    }

    private KeyPair keys() {
        return MADE.computeIfAbsent(new Seed(seed, name), ServiceAccount::make);
    }

    private static KeyPair make(Seed seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(
                    Dice.of(seed.of(), "keys", seed.name())
                            .hex("rsa")
                            .getBytes(StandardCharsets.UTF_8));
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
