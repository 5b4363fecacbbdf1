package org.parley.core.tracking.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.DeliveredUpTo;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.InboundEvent.SeenUpTo;
import org.parley.core.channel.InboundEvent.TemplateNews;
import org.parley.core.consent.Suppressions;
import org.parley.core.consent.Suppressions.Reason;
import org.parley.core.template.Templates;
import org.parley.core.tracking.internal.ParsedDeliveries.Told;

/// A batch of events sorted into the sets that the statements take, once it is known which message
/// each speaks of; and the deliveries that must wait, with the reason.
final class Findings {

    /// Tries (half a minute) in which a reply waits until it is known what became of the message
    /// that it answers.
    static final int REFERENCE_PATIENCE = 5;

    private static final String STILL_BEING_SENT = "The message is still being sent";

    private static final Located NOWHERE =
            new Located(0, null, null, null, null, null, null, false, null);

    final List<Evidence> evidence = new ArrayList<>();
    final List<Watermark> watermarks = new ArrayList<>();
    final List<InboundFact> inbound = new ArrayList<>();
    final List<ConsentFact> consents = new ArrayList<>();
    final List<GoneFact> gone = new ArrayList<>();
    final List<Suppressions.Entry> suppressions = new ArrayList<>();
    final List<Templates.Heard> templates = new ArrayList<>();
    final Map<Delivery, String> waiting =
            new TreeMap<>((left, right) -> Long.compare(left.id(), right.id()));

    private final ReplyWords words;
    private final Offers offers;
    private final Map<Integer, List<Located>> places = new HashMap<>();

    Findings(ReplyWords words, List<Located> located, Offers offers) {
        this.words = words;
        this.offers = offers;
        located.forEach(at -> places.computeIfAbsent(at.n(), _ -> new ArrayList<>()).add(at));
    }

    void sort(Told told) {
        switch (told.event()) {
            case Receipt receipt -> receipt(told, receipt, place(told));
            case DeliveredUpTo delivered ->
                    covered(told, Watermark.Kind.DELIVERED, delivered.address());
            case SeenUpTo seen -> covered(told, Watermark.Kind.SEEN, seen.address());
            case Reply reply -> reply(told, reply, place(told));
            case OptOut out -> {
                String address = Text.clean(out.address());
                withdraw(told, address, "provider", "provider", null, Text.clean(out.evidence()));
                note(told, place(told), "opted_out");
            }
            case OptIn in ->
                    grant(
                            told,
                            place(told),
                            "provider",
                            "provider",
                            null,
                            Text.clean(in.evidence()));
            case Complaint said -> complaint(told, said, place(told));
            case Bounce back -> bounce(told, back, place(told));
            case TemplateNews news ->
                    templates.add(
                            new Templates.Heard(
                                    told.delivery().channel(), told.delivery().account(), news));
        }
    }

    /// Those that more than one statement is going to change; none where each changes its own.
    List<MessageStore.Place> addresses() {
        if (gone.isEmpty() && suppressions.isEmpty()) {
            return List.of();
        }
        List<MessageStore.Place> places = new ArrayList<>();
        inbound.forEach(fact -> places.add(new MessageStore.Place(fact.channel(), fact.address())));
        gone.forEach(fact -> places.add(new MessageStore.Place(fact.channel(), fact.address())));
        suppressions.forEach(entry ->
                places.add(new MessageStore.Place(entry.channel().name(), entry.address())));
        return places;
    }

    private Located place(Told told) {
        return places.getOrDefault(told.n(), List.of(NOWHERE)).getFirst();
    }

    private void receipt(Told told, Receipt receipt, Located at) {
        Integer run = at.run();
        Integer ordinal = at.ordinal();
        Integer step = at.step();
        if (run == null || ordinal == null || step == null || !at.settled()) {
            waiting.put(
                    told.delivery(),
                    at.inFlight()
                            ? STILL_BEING_SENT
                            : "No sent message has id "
                                    + (receipt.messageId() == null
                                            ? receipt.providerMessageId()
                                            : receipt.messageId()));
            return;
        }
        evidence.add(Evidence.receipt(told.n(), run, ordinal, step, receipt));
        String address = at.address();
        String code = receipt.code();
        if (receipt.kind() == ReceiptKind.FAILED && receipt.failure() == FailureClass.OPTED_OUT) {
            consents.add(
                    new ConsentFact(
                            told.delivery().channel().name(),
                            address,
                            at.contactId(),
                            "withdrawn",
                            receipt.occurredAt(),
                            "provider",
                            "receipt",
                            null,
                            code == null ? "refused as opted out" : code));
            note(told, at, "opted_out");
        }
        if (address != null && told.saysAddressIsGone(receipt)) {
            gone.add(
                    new GoneFact(
                            told.delivery().channel().name(),
                            address,
                            code == null ? "" : code,
                            receipt.occurredAt()));
        }
    }

    /// The provider's word that it is spam needs no message where it names the address.
    private void complaint(Told told, Complaint said, Located at) {
        String address = address(said.address(), at);
        if (address == null) {
            waiting.put(told.delivery(), "The message that is complained of is not known yet");
            return;
        }
        withdraw(told, address, "provider", "complaint", null, Text.clean(said.evidence()));
        suppress(told, address, Reason.COMPLAINED);
        note(told, at, "opted_out");
        note(told, at, "complained");
    }

    private void bounce(Told told, Bounce back, Located at) {
        String address = address(back.address(), at);
        if (back.permanent() && address != null) {
            suppress(told, address, Reason.BOUNCED);
        }
        if (back.messageId() == null && back.providerMessageId() == null) {
            return;
        }
        Integer run = at.run();
        Integer ordinal = at.ordinal();
        Integer step = at.step();
        if (run == null || ordinal == null || step == null || !at.settled()) {
            waiting.put(told.delivery(), "The message that came back is not known yet");
            return;
        }
        evidence.add(Evidence.bounce(told.n(), run, ordinal, step, back));
    }

    private static @Nullable String address(@Nullable String told, Located at) {
        return told == null ? at.address() : Text.clean(told);
    }

    private void suppress(Told told, String address, Reason reason) {
        suppressions.add(new Suppressions.Entry(told.delivery().channel(), address, reason));
    }

    /// A delivery waits for dispatch as a receipt does: only what is known to be sent is delivered.
    private void covered(Told told, Watermark.Kind kind, String address) {
        watermarks.add(
                new Watermark(
                        told.delivery().channel().name(),
                        Text.clean(address),
                        kind,
                        told.event().occurredAt()));
        for (Located at : places.getOrDefault(told.n(), List.of())) {
            if (kind == Watermark.Kind.DELIVERED && at.inFlight()) {
                waiting.put(told.delivery(), STILL_BEING_SENT);
            } else {
                note(told, at, "watermark");
            }
        }
    }

    private void reply(Told told, Reply reply, Located at) {
        ReplyKind said = words.kindOf(reply.text(), reply.payload());
        // Whoever types "stop" means it, whatever a button of that name would do.
        String payload = said == ReplyKind.TEXT ? offers.payload(told.n(), reply) : reply.payload();
        ReplyKind kind = said == ReplyKind.TEXT ? words.kindOf(reply.text(), payload) : said;
        String address = Text.clean(reply.address());
        String providerId = Text.clean(reply.providerMessageId());
        String text = Text.clean(reply.text());
        if (kind == ReplyKind.STOP) {
            // The withdrawal waits for nothing; which message it is held against may.
            withdraw(told, address, "reply", "keyword", text, providerId);
        }
        if (mustWait(told, reply, at)) {
            waiting.put(told.delivery(), "The message that is answered is not known yet");
            return;
        }
        inbound.add(
                new InboundFact(
                        told.delivery().channel().name(),
                        told.delivery().account(),
                        providerId,
                        address,
                        at.contactId(),
                        at.run(),
                        at.ordinal(),
                        kind.column(),
                        text,
                        payload == null ? null : Text.clean(payload),
                        reply.occurredAt()));
        note(told, at, "replied");
        switch (kind) {
            case STOP -> note(told, at, "opted_out");
            case START -> grant(told, at, "reply", "keyword", text, providerId);
            case TEXT, BUTTON -> {}
        }
    }

    private static boolean mustWait(Told told, Reply reply, Located at) {
        if (at.inFlight() || at.guessed()) {
            return true;
        }
        boolean named = reply.messageId() != null || reply.answers() != null;
        return named && !at.byReference() && told.delivery().attempts() < REFERENCE_PATIENCE;
    }

    private void note(Told told, Located at, String kind) {
        Integer run = at.run();
        Integer ordinal = at.ordinal();
        Integer step = at.step();
        if (run != null && ordinal != null && step != null) {
            evidence.add(
                    Evidence.of(told.n(), run, ordinal, step, kind, told.event().occurredAt()));
        }
    }

    private void withdraw(
            Told told,
            String address,
            String source,
            String method,
            @Nullable String wording,
            String proof) {
        consents.add(
                new ConsentFact(
                        told.delivery().channel().name(),
                        address,
                        null,
                        "withdrawn",
                        told.event().occurredAt(),
                        source,
                        method,
                        wording,
                        proof));
    }

    private void grant(
            Told told,
            Located at,
            String source,
            String method,
            @Nullable String wording,
            String proof) {
        if (at.contactId() != null) {
            consents.add(
                    new ConsentFact(
                            told.delivery().channel().name(),
                            null,
                            at.contactId(),
                            "granted",
                            told.event().occurredAt(),
                            source,
                            method,
                            wording,
                            proof));
        }
    }
}
