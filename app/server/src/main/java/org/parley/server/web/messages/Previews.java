package org.parley.server.web.messages;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Counting;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.carriage.SmsText;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.commerce.RateCards;
import org.parley.core.contact.Contact;
import org.parley.core.contact.ContactAddress;
import org.parley.core.content.LinkTracker;
import org.parley.core.content.LintFinding;
import org.parley.core.content.MessageRenderer;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.Rendering.MissingVariable;
import org.parley.core.content.Rendering.Rendered;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.MessageId;
import org.parley.core.offer.CodeIssue;

/// Shows a message as one contact would get it. Nothing is stored and no link is tracked.
final class Previews {

    /// Stands in payloads for a message that there is not.
    private static final MessageId NONE = new MessageId(Integer.MAX_VALUE, 1);

    private final RateCards prices;
    private final Clock clock;

    Previews(RateCards prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    /// @param category of the rate card
    Preview of(
            RichMessage message,
            ChannelAdapter adapter,
            Contact contact,
            boolean windowOpen,
            String category) {
        List<Finding> findings = new ArrayList<>();
        adapter.lint(message).stream().map(Finding::of).forEach(findings::add);
        String address =
                contact.addresses().stream()
                        .filter(it -> it.channel().equals(adapter.channel()))
                        .map(ContactAddress::value)
                        .findFirst()
                        .orElse(null);
        return switch (new MessageRenderer()
                .compile(message, adapter.channel())
                .render(variables(contact), LinkTracker.NONE)) {
            case MissingVariable(String name) ->
                    new Preview(
                            adapter.channel().name(),
                            contact.id(),
                            address,
                            windowOpen,
                            null,
                            null,
                            null,
                            null,
                            findings,
                            name,
                            null,
                            null);
            case Rendered(RenderedMessage rendered) ->
                    filled(adapter, contact, address, rendered, windowOpen, category, findings);
        };
    }

    private Preview filled(
            ChannelAdapter adapter,
            Contact contact,
            @Nullable String address,
            RenderedMessage rendered,
            boolean windowOpen,
            String category,
            List<Finding> findings) {
        Carriage carriage = adapter.capabilities().carriage();
        Reduction reduction = Reducer.reduce(rendered, carriage, windowOpen);
        List<LintFinding> own = new ArrayList<>(reduction.findings());
        if (!(reduction instanceof Reduction.Unfit)) {
            own.addAll(adapter.misfits(reduction));
        }
        own.stream()
                .map(Finding::of)
                .filter(finding -> !findings.contains(finding))
                .forEach(findings::add);
        boolean goes = own.stream().noneMatch(LintFinding::blocks);
        SmsText sms = null;
        String form = null;
        if (reduction instanceof Reduction.Free free) {
            form = free.form().name();
            String text = free.content().body().text();
            if (free.form().text().counting() == Counting.SMS_SEGMENTS && text != null) {
                sms = SmsText.of(text);
            }
        } else if (reduction instanceof Reduction.Templated) {
            form = "template";
        }
        OutboundMessage outbound =
                new OutboundMessage(
                        NONE, address == null ? "" : address, rendered, windowOpen, null);
        return new Preview(
                adapter.channel().name(),
                contact.id(),
                address,
                windowOpen,
                goes ? form : null,
                switch (reduction) {
                    case Reduction.Free free -> free.content();
                    case Reduction.Templated templated -> templated.content();
                    case Reduction.Unfit _ -> null;
                },
                reduction instanceof Reduction.Templated templated ? templated.template() : null,
                goes && address != null ? adapter.preview(outbound) : null,
                findings,
                null,
                sms,
                goes ? price(adapter, contact, category, sms == null ? 1 : sms.segments()) : null);
    }

    private Preview.@Nullable Price price(
            ChannelAdapter adapter, Contact contact, String category, int parts) {
        return prices.at(adapter.channel(), contact.country(), category, clock.instant())
                .map(card ->
                        new Preview.Price(
                                card.price().multiply(BigDecimal.valueOf(parts)).toPlainString(),
                                card.currency()))
                .orElse(null);
    }

    /// As dispatch names them.
    private static Map<String, Object> variables(Contact contact) {
        Map<String, Object> variables = new HashMap<>(contact.attributes());
        put(variables, "external_id", contact.externalId());
        put(variables, "first_name", contact.firstName());
        put(variables, "last_name", contact.lastName());
        put(variables, "country", contact.country());
        put(variables, "language", contact.language());
        // nobody has a code before they are written to
        variables.putIfAbsent(CodeIssue.VARIABLE, "YOUR-CODE");
        return variables;
    }

    private static void put(Map<String, Object> variables, String name, @Nullable String value) {
        if (value == null) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
    }
}
