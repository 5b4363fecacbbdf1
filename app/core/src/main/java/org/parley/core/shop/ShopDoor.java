package org.parley.core.shop;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.commerce.Orders;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.shop.ShopDialect.Told;
import org.parley.core.shop.internal.ShopStore;
import org.parley.core.shop.internal.ShopStore.StoredShop;
import org.parley.core.shop.internal.WaitingRefunds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/// The door for shops: verify, read, record, answer. Recorded in one transaction before the answer:
/// an order is a few rows, far below the seconds that shops wait. What a shop says twice is known
/// by the numbers of its documents, so deliveries themselves are not kept.
public final class ShopDoor {

    private static final Logger LOG = LoggerFactory.getLogger(ShopDoor.class);

    private static final int LONGEST_SHOWN = 600;
    // control, format, surrogate, private and unassigned characters, and the ends of lines
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private final ShopStore store;
    private final Shops shops;
    private final Map<String, ShopDialect> dialects = new LinkedHashMap<>();
    private final Bookkeeping books;
    private final TransactionOperations transactions;
    private final Clock clock;

    /// @param waiting on the same transactions as `orders` and `store`
    public ShopDoor(
            ShopStore store,
            Shops shops,
            List<ShopDialect> dialects,
            Orders orders,
            WaitingRefunds waiting,
            TransactionOperations transactions,
            Clock clock) {
        this.store = store;
        this.shops = shops;
        dialects.forEach(dialect -> this.dialects.put(dialect.kind(), dialect));
        this.books = new Bookkeeping(orders, waiting);
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Whether there are shops of this kind. Ask before reading a body.
    public boolean hears(String kind) {
        return dialects.containsKey(kind);
    }

    /// When this returns `RECEIVED` all that the webhook says is recorded and survives a crash. Who
    /// cannot sign does not learn which shops there are, also not by the time it takes.
    ///
    /// @throws ProblemException INVALID_REQUEST naming the place in the body, where an authentic
    ///   webhook is not of the form; it is counted, and nothing of it is recorded
    public ShopIntake receive(String kind, String name, WebhookRequest request) {
        ShopDialect dialect = dialects.get(kind);
        if (dialect == null) {
            return ShopIntake.NOT_AUTHENTIC;
        }
        if (dialect.greeting(request)) {
            return ShopIntake.RECEIVED;
        }
        Optional<StoredShop> found = shop(kind, name);
        boolean signed =
                found.map(shops::secrets).orElseGet(shops::nobodys).stream()
                        .anyMatch(secret -> dialect.authentic(request, secret));
        if (found.isEmpty() || !signed) {
            return ShopIntake.NOT_AUTHENTIC;
        }
        take(found.get().shop(), dialect, request);
        return ShopIntake.RECEIVED;
    }

    private void take(Shop shop, ShopDialect dialect, WebhookRequest request) {
        Instant now = clock.instant();
        try {
            Told told = dialect.read(request, shop.name(), now);
            transactions.executeWithoutResult(_ -> record(shop, told, now));
        } catch (MalformedWebhookException e) {
            String place = String.valueOf(e.getMessage());
            unreadable(shop, place);
            throw ProblemException.invalid("body", place);
        } catch (ProblemException e) {
            unreadable(shop, e.fields().stream().map(FieldProblem::field).collect(joining(", ")));
            throw e;
        }
    }

    private void unreadable(Shop shop, String place) {
        store.unreadable(shop.id(), "Not readable: " + place);
        LOG.warn("Shop {} told what cannot be read: {}", shop.name(), printable(place));
    }

    private void record(Shop shop, Told told, Instant now) {
        List<String> refusals = books.record(told.events());
        store.heard(shop.id(), told.events().isEmpty(), refusals, now);
        if (told.events().isEmpty()) {
            LOG.info("Shop {} told nothing to record: {}", shop.name(), printable(told.about()));
        }
        refusals.forEach(refusal -> LOG.warn("Shop {}: {}", shop.name(), printable(refusal)));
    }

    /// Names and numbers that a shop tells may be any text: none ends a line of the log, hides or
    /// colours what stands there, or fills it.
    static String printable(String told) {
        String shown =
                told.codePointCount(0, told.length()) > LONGEST_SHOWN
                        ? told.substring(0, told.offsetByCodePoints(0, LONGEST_SHOWN)) + "..."
                        : told;
        return UNPRINTABLE.matcher(shown).replaceAll("?");
    }

    private Optional<StoredShop> shop(String kind, String name) {
        return store.find(kind, name).filter(row -> row.shop().state() == Shop.State.OPEN);
    }
}
