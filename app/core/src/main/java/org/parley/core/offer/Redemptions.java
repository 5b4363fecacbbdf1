package org.parley.core.offer;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.parley.core.commerce.OrderLock;
import org.parley.core.offer.CodeCheck.State;
import org.parley.core.offer.RedeemOutcome.NotRedeemable;
import org.parley.core.offer.RedeemOutcome.Redeemed;
import org.parley.core.offer.RedeemOutcome.Repeated;
import org.parley.core.offer.internal.RedemptionStore;
import org.parley.core.offer.internal.RedemptionStore.Known;

/// What stores ask of codes.
public final class Redemptions {

    private final DSLContext dsl;
    private final Clock clock;

    public Redemptions(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    /// Whether a code may be used now. Changes nothing.
    public CodeCheck check(String code) {
        return new RedemptionStore(dsl)
                .find(code)
                .map(known -> state(known, known.uses()))
                .orElse(CodeCheck.UNKNOWN);
    }

    /// Uses a code in an order, in one transaction. Two tills that redeem one code at a time come
    /// one after the other, as do a till and the order itself.
    public RedeemOutcome redeem(String code, String shop, String orderId) {
        return dsl.transactionResult(tx -> {
            OrderLock.take(tx.dsl(), shop, orderId);
            RedemptionStore store = new RedemptionStore(tx.dsl());
            Optional<Known> found = store.lock(code);
            if (found.isEmpty()) {
                return new NotRedeemable(CodeCheck.UNKNOWN);
            }
            Known known = found.get();
            CodeCheck now = state(known, known.uses());
            if (store.used(known.id(), shop, orderId)) {
                return new Repeated(now);
            }
            if (now.state() != State.VALID) {
                return new NotRedeemable(now);
            }
            return store.use(known.id(), shop, orderId, clock.instant())
                    ? new Redeemed(state(known, known.uses() + 1))
                    : new Repeated(
                            store.find(code).map(again -> state(again, again.uses())).orElse(now));
        });
    }

    /// Takes a use back whose order did not come about, so that the code may be used again. The
    /// same again changes nothing; the order may redeem the code anew.
    public ReleaseOutcome release(String code, String shop, String orderId) {
        return dsl.transactionResult(tx -> {
            OrderLock.take(tx.dsl(), shop, orderId);
            RedemptionStore store = new RedemptionStore(tx.dsl());
            Optional<Known> found = store.lock(code);
            if (found.isEmpty() || !store.everUsed(found.get().id(), shop, orderId)) {
                return new ReleaseOutcome.NotUsed();
            }
            if (store.soldWith(code, shop, orderId)) {
                return new ReleaseOutcome.Sold();
            }
            Known known = found.get();
            boolean released = store.release(known.id(), shop, orderId, clock.instant());
            return new ReleaseOutcome.Released(state(known, known.uses() - (released ? 1 : 0)));
        });
    }

    private CodeCheck state(Known code, int uses) {
        Instant now = clock.instant();
        State state;
        if (code.validUntil() != null && !now.isBefore(code.validUntil())) {
            state = State.EXPIRED;
        } else if (uses >= code.mostUses()) {
            state = State.REDEEMED;
        } else if (code.validFrom() != null && now.isBefore(code.validFrom())) {
            state = State.NOT_YET_VALID;
        } else {
            state = State.VALID;
        }
        return new CodeCheck(
                state,
                code.offer(),
                code.validFrom(),
                code.validUntil(),
                Math.max(0, code.mostUses() - uses));
    }
}
