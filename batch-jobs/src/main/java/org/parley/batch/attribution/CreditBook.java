package org.parley.batch.attribution;

import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.parley.analytics.attribution.AttributionModel;
import org.parley.analytics.attribution.Journey;
import org.parley.analytics.attribution.OrderSplit;
import org.parley.analytics.attribution.Share;
import org.parley.analytics.attribution.Touch;
import org.parley.analytics.attribution.TouchKind;
import org.parley.core.kernel.MessageId;
import org.parley.core.kernel.SqlFile;

/// Reads what people's orders were touched by and writes what each document is credited to: the
/// booked credit, and the shares of every model. Both are functions of touches, orders and the
/// judgement of [SharedCodes] that stands.
final class CreditBook {

    private static final String DOCUMENTS = SqlFile.read(CreditBook.class, "select_documents.sql");
    private static final String TOUCHES = SqlFile.read(CreditBook.class, "select_touches.sql");
    private static final String WRITE_CREDITS = SqlFile.read(CreditBook.class, "write_credits.sql");
    private static final String WRITE_SHARES = SqlFile.read(CreditBook.class, "write_shares.sql");

    private final AttributionSettings settings;

    CreditBook(AttributionSettings settings) {
        this.settings = settings;
    }

    private record Document(long sale, long id, long minor) {}

    private record Credit(long document, Touch touch) {}

    private record DocumentShare(long document, AttributionModel model, Share share) {}

    /// Computes sales and their refunds anew. Within the caller's transaction.
    ///
    /// @return what that changed of the booked credits
    List<CreditChange> credit(DSLContext db, List<Long> sales, Instant now) {
        var documents =
                db.resultQuery(DOCUMENTS, val(sales.toArray(Long[]::new)))
                        .fetch(row ->
                                new Document(
                                        row.get("sale_id", Long.class),
                                        row.get("id", Long.class),
                                        row.get("revenue_minor", Long.class)));
        if (documents.isEmpty()) {
            return List.of();
        }
        var touches = touches(db, sales);
        var credits = new ArrayList<Credit>();
        var shares = new ArrayList<DocumentShare>();
        Map<Long, List<Document>> bySale = new LinkedHashMap<>();
        documents.forEach(document ->
                bySale.computeIfAbsent(document.sale(), _ -> new ArrayList<>()).add(document));
        bySale.forEach((sale, ofSale) ->
                Journey.of(touches.getOrDefault(sale, List.of()))
                        .ifPresent(journey -> {
                            for (var document : ofSale) {
                                credits.add(new Credit(document.id(), journey.last()));
                            }
                            for (var model : AttributionModel.values()) {
                                split(model, journey, ofSale, shares);
                            }
                        }));
        var concerned = val(documents.stream().map(Document::id).toArray(Long[]::new));
        writeShares(db, concerned, shares);
        return writeCredits(db, concerned, credits, now);
    }

    private static void split(
            AttributionModel model,
            Journey journey,
            List<Document> documents,
            List<DocumentShare> shares) {
        var split = new OrderSplit(model, journey);
        for (var document : documents) {
            for (var share : split.next(document.minor())) {
                shares.add(new DocumentShare(document.id(), model, share));
            }
        }
    }

    private Map<Long, List<Touch>> touches(DSLContext db, List<Long> sales) {
        return db.resultQuery(
                        TOUCHES,
                        val(sales.toArray(Long[]::new)),
                        val(settings.read().toSeconds()),
                        val(settings.delivered().toSeconds()),
                        val(settings.code().toSeconds()))
                .fetchGroups(
                        row -> row.get("sale_id", Long.class),
                        row ->
                                new Touch(
                                        new MessageId(
                                                row.get("run_id", Integer.class),
                                                row.get("ordinal", Integer.class)),
                                        TouchKind.of(row.get("kind", String.class)),
                                        row.get("at", Instant.class)));
    }

    private static List<CreditChange> writeCredits(
            DSLContext db, Field<Long[]> concerned, List<Credit> credits, Instant now) {
        return db.resultQuery(
                        WRITE_CREDITS,
                        concerned,
                        column(credits, Credit::document, Long[]::new),
                        column(credits, c -> c.touch().message().run(), Integer[]::new),
                        column(credits, c -> c.touch().message().ordinal(), Integer[]::new),
                        column(credits, c -> c.touch().kind().word(), String[]::new),
                        column(credits, c -> c.touch().at(), Instant[]::new),
                        val(AttributionModel.BOOKED.word()),
                        val(now))
                .fetchInto(CreditChange.class);
    }

    private static void writeShares(
            DSLContext db, Field<Long[]> concerned, List<DocumentShare> shares) {
        db.execute(
                WRITE_SHARES,
                concerned,
                column(shares, DocumentShare::document, Long[]::new),
                column(shares, s -> s.model().word(), String[]::new),
                column(shares, s -> s.share().message().run(), Integer[]::new),
                column(shares, s -> s.share().message().ordinal(), Integer[]::new),
                column(shares, s -> s.share().weight(), Integer[]::new),
                column(shares, s -> s.share().minor(), Long[]::new));
    }

    private static <T, V> Field<V[]> column(
            List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return val(rows.stream().map(value).toArray(array));
    }
}
