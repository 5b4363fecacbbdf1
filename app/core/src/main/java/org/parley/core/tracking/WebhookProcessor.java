package org.parley.core.tracking;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.parley.core.channel.Channels;
import org.parley.core.tracking.internal.Acknowledgements;
import org.parley.core.tracking.internal.DeliveryBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns stored webhooks into facts. Any number of processors may run at once, on one node or many:
/// what they write is the same whoever writes it, in whatever order and however often.
public final class WebhookProcessor {

    private static final Logger log = LoggerFactory.getLogger(WebhookProcessor.class);

    /// The longest that a message may be told of after the watermark that covers it; Viber gives
    /// messages up after 14 days.
    private static final Duration WATERMARK_MEMORY = Duration.ofDays(30);

    private static final int ACKNOWLEDGED_AT_ONCE = 64;

    private final DSLContext dsl;
    private final Channels channels;
    private final Clock clock;
    private final Acknowledgements acknowledgements = new Acknowledgements(ACKNOWLEDGED_AT_ONCE);

    public WebhookProcessor(DSLContext dsl, Channels channels, Clock clock) {
        this.dsl = dsl;
        this.channels = channels;
        this.clock = clock;
    }

    /// Takes up to `limit` due webhooks, applies all that they say in one transaction and deletes
    /// them. Those whose message is not known yet wait, 1 to 240 seconds, 11 times; then, or when
    /// they are malformed, they move to `webhook_dead`. What people said in them is acknowledged
    /// after the commit, beside the work.
    ///
    /// @param limit 1 or more
    /// @return webhooks taken; 0: nothing was due
    public int processDue(int limit) {
        DeliveryBatch batch = new DeliveryBatch(channels, clock.instant());
        try {
            int taken = dsl.transactionResult(tx -> batch.process(tx.dsl(), limit));
            acknowledgements.send(batch.noticed());
            return taken;
        } catch (RuntimeException e) {
            if (batch.isSingle()) {
                String problem = problem(e);
                log.warn("A webhook cannot be applied and is put off: {}", problem);
                dsl.transaction(tx -> batch.postpone(tx.dsl(), problem));
                return 1;
            }
            if (batch.size() == 0) {
                throw e;
            }
            log.info("A batch of webhooks failed and is repeated one by one: {}", problem(e));
        }
        // A bad one among them is put off, so that each turn takes another.
        int taken = 0;
        for (int i = 0; i < batch.size(); i++) {
            taken += processDue(1);
        }
        return taken;
    }

    /// Drops watermarks that cover nothing that could be told any more.
    ///
    /// @return how many
    public int forgetOldWatermarks() {
        Instant before = clock.instant().minus(WATERMARK_MEMORY);
        return DeliveryBatch.forgetWatermarks(dsl, before);
    }

    /// Without the database's words, which quote the row and so what a person wrote.
    private static String problem(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof SQLException sql
                ? "SQLSTATE " + sql.getSQLState()
                : root.getClass().getName();
    }
}
