package org.parley.core.shop;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.parley.core.account.CredentialSeal;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.shop.internal.ShopStore;
import org.parley.core.shop.internal.ShopStore.StoredShop;

/// The shops of an installation and their secrets, which go in and never come out.
public final class Shops {

    /// How long the secret before a change is still taken: providers may sign with it for an hour
    /// and more.
    public static final Duration OVERLAP = Duration.ofHours(24);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    // Who has one webhook can try secrets at home; short ones are found.
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 1_000;
    // No kind and no name is empty.
    private static final String NOBODY = "shop//";

    private final ShopStore store;
    private final CredentialSeal seal;
    private final Map<String, ShopDialect> dialects = new LinkedHashMap<>();
    private final Clock clock;
    private final byte[] nobodys;

    public Shops(ShopStore store, CredentialSeal seal, List<ShopDialect> dialects, Clock clock) {
        this.store = store;
        this.seal = seal;
        dialects.forEach(dialect -> this.dialects.put(dialect.kind(), dialect));
        this.clock = clock;
        this.nobodys = seal.seal("0".repeat(2 * SHORTEST_SECRET), NOBODY);
    }

    public List<Shop> all() {
        return store.all();
    }

    /// @throws ProblemException NOT_FOUND
    public Shop get(long id) {
        return row(id).shop();
    }

    /// @param actor who did it, for the row
    /// @throws ProblemException INVALID_REQUEST for an unknown kind, a name that cannot stand in an
    ///   address or a short secret; ALREADY_EXISTS for a taken name
    public Shop open(String kind, String name, String secret, String actor) {
        if (!dialects.containsKey(kind)) {
            throw ProblemException.invalid(
                    "kind",
                    "There is no kind of shop " + kind + "; there are " + dialects.keySet());
        }
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "name", "A shop's name is 1 to 63 of a-z, 0-9 and -, not starting with -");
        }
        check(secret);
        long id =
                store.insert(
                                kind,
                                name,
                                seal.seal(secret, place(kind, name)),
                                actor,
                                clock.instant())
                        .orElseThrow(() ->
                                new ProblemException(
                                        ErrorCode.ALREADY_EXISTS, "There is a shop " + name));
        return get(id);
    }

    /// Sets another secret.
    ///
    /// @param keepPrevious whether the one before is taken for {@link #OVERLAP} longer; false where
    ///   others know it: from now on nothing signed with it is heard
    /// @throws ProblemException NOT_FOUND; INVALID_REQUEST for a short secret
    public Shop changeSecret(long id, String secret, boolean keepPrevious) {
        Shop shop = get(id);
        check(secret);
        Instant now = clock.instant();
        store.secret(
                id,
                seal.seal(secret, place(shop.kind(), shop.name())),
                keepPrevious ? now.plus(OVERLAP) : null,
                now);
        return get(id);
    }

    /// @throws ProblemException NOT_FOUND
    public Shop change(long id, Shop.State state) {
        get(id);
        store.state(id, state, clock.instant());
        return get(id);
    }

    /// The secrets that a webhook may be signed with at present, the newest first.
    List<String> secrets(StoredShop row) {
        Instant until = row.shop().secretBeforeUntil();
        boolean overlap = until != null && clock.instant().isBefore(until);
        return unsealed(
                overlap ? row.sealed() : row.sealed().subList(0, 1),
                place(row.shop().kind(), row.shop().name()));
    }

    /// What the signatures of no shop are tried with, so that the time of an answer does not tell
    /// which shops there are.
    List<String> nobodys() {
        return unsealed(List.of(nobodys), NOBODY);
    }

    private List<String> unsealed(List<byte[]> sealed, String place) {
        List<String> secrets = new ArrayList<>();
        try {
            for (byte[] secret : sealed) {
                secrets.add(seal.unseal(secret, place));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret of " + place + " was sealed under another keyset; enter it again",
                    e);
        }
        return secrets;
    }

    private StoredShop row(long id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("shop", id));
    }

    private static void check(String secret) {
        if (secret.length() < SHORTEST_SECRET
                || secret.length() > LONGEST_SECRET
                || secret.isBlank()) {
            throw ProblemException.invalid(
                    "secret",
                    "A secret has %d to %d characters".formatted(SHORTEST_SECRET, LONGEST_SECRET));
        }
    }

    private static String place(String kind, String name) {
        return "shop/" + kind + "/" + name;
    }
}
