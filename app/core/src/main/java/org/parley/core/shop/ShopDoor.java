package org.parley.core.shop;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.commerce.Orders;
import org.parley.core.kernel.ProblemException;
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

    /// Whether anybody here hears this shop. Ask before reading a body.
    public boolean hears(String kind, String name) {
        return shop(kind, name).isPresent();
    }

    /// When this returns `RECEIVED` all that the webhook says is recorded and survives a crash.
    ///
    /// @throws ProblemException INVALID_REQUEST naming the place in the body, where an authentic
    ///   webhook is not of the form; nothing is recorded then
    public ShopIntake receive(String kind, String name, WebhookRequest request) {
        Optional<StoredShop> found = shop(kind, name);
        ShopDialect dialect = dialects.get(kind);
        if (found.isEmpty() || dialect == null) {
            return ShopIntake.UNKNOWN_SHOP;
        }
        if (dialect.greeting(request)) {
            return ShopIntake.RECEIVED;
        }
        StoredShop shop = found.get();
        if (shops.secrets(shop).stream().noneMatch(secret -> dialect.authentic(request, secret))) {
            return ShopIntake.NOT_AUTHENTIC;
        }
        Instant now = clock.instant();
        Told told;
        try {
            told = dialect.read(request, name, now);
        } catch (MalformedWebhookException e) {
            throw ProblemException.invalid("body", String.valueOf(e.getMessage()));
        }
        transactions.executeWithoutResult(_ -> record(shop.shop(), told, now));
        return ShopIntake.RECEIVED;
    }

    private void record(Shop shop, Told told, Instant now) {
        List<String> refusals = books.record(told.events());
        store.heard(shop.id(), told.events().isEmpty(), refusals, now);
        if (told.events().isEmpty()) {
            LOG.info("Shop {} told nothing to record: {}", shop.name(), printable(told.about()));
        }
        refusals.forEach(refusal -> LOG.warn("Shop {}: {}", shop.name(), refusal));
    }

    /// The name of an event may be any text.
    private static String printable(String about) {
        return about.replaceAll("\\p{Cntrl}", "?");
    }

    private Optional<StoredShop> shop(String kind, String name) {
        return store.find(kind, name).filter(row -> row.shop().state() == Shop.State.OPEN);
    }
}
