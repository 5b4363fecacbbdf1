package org.parley.core.tracking.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.parley.core.channel.Channels;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.consent.Suppressions;
import org.parley.core.template.Templates;
import org.parley.core.tracking.internal.Acknowledgements.Noticed;
import org.parley.core.tracking.internal.ParsedDeliveries.Told;

/// One transaction's worth of webhooks.
public final class DeliveryBatch {

    private static final MessageStore MESSAGES = new MessageStore();
    private static final DeliveryStore DELIVERIES = new DeliveryStore();
    private static final ReplyWords WORDS = new ReplyWords();

    private final Channels channels;
    private final Instant now;
    private List<Delivery> taken = List.of();
    private List<Noticed> noticed = List.of();

    public DeliveryBatch(Channels channels, Instant now) {
        this.channels = channels;
        this.now = now;
    }

    public int process(DSLContext db, int limit) {
        taken = DELIVERIES.claim(db, now, limit);
        if (taken.isEmpty()) {
            return 0;
        }
        ParsedDeliveries parsed = ParsedDeliveries.of(taken, channels);
        List<Lookup> lookups = parsed.told().stream().map(told -> Lookups.of(told, WORDS)).toList();
        List<Located> located = MESSAGES.lock(db, lookups, now);
        Offers offers = Offers.read(db, parsed.told(), located);
        Findings findings = new Findings(WORDS, located, offers);
        parsed.told().forEach(findings::sort);

        MESSAGES.remember(db, findings.watermarks);
        MESSAGES.apply(db, findings.evidence, now);
        MESSAGES.lockAddresses(db, findings.addresses());
        MESSAGES.recordInbound(db, findings.inbound);
        MESSAGES.recordGone(db, findings.gone);
        Suppressions.within(db).suppress(findings.suppressions);
        MESSAGES.recordConsent(db, findings.consents);
        Templates.hear(db, findings.templates);

        parsed.malformed().forEach((delivery, why) -> DELIVERIES.bury(db, delivery, why, now));
        findings.waiting.forEach((delivery, why) -> DELIVERIES.postpone(db, delivery, why, now));
        DELIVERIES.finish(
                db,
                taken.stream()
                        .filter(delivery -> !parsed.malformed().containsKey(delivery))
                        .filter(delivery -> !findings.waiting.containsKey(delivery))
                        .map(Delivery::id)
                        .toList());
        noticed = noticed(parsed);
        return taken.size();
    }

    /// At the first try alone, whether or not it is the last: a second would come too late.
    private static List<Noticed> noticed(ParsedDeliveries parsed) {
        List<Noticed> replies = new ArrayList<>();
        for (Told told : parsed.told()) {
            if (told.event() instanceof Reply reply && told.delivery().attempts() == 0) {
                replies.add(new Noticed(told.adapter(), reply));
            }
        }
        return replies;
    }

    /// The replies to acknowledge, once the transaction is committed.
    public List<Noticed> noticed() {
        return noticed;
    }

    /// How many were taken, even if their transaction failed.
    public int size() {
        return taken.size();
    }

    public boolean isSingle() {
        return taken.size() == 1;
    }

    /// After a failure of the only one taken.
    public void postpone(DSLContext db, String problem) {
        taken.forEach(delivery -> DELIVERIES.postpone(db, delivery, problem, now));
    }

    public static int forgetWatermarks(DSLContext db, Instant before) {
        return MESSAGES.forgetWatermarks(db, before);
    }
}
