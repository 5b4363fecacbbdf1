package org.parley.core.channel;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Linter;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.content.LintFinding;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.Channel;

/// One channel through one provider account. Implementations are thread-safe; `send` blocks its
/// (virtual) thread.
public interface ChannelAdapter {

    Channel channel();

    /// The account's name as it stands in the webhook address.
    String account();

    Capabilities capabilities();

    /// Whether and how this channel can carry the message; empty when it carries it whole. By the
    /// same reduction and the same {@link #misfits} as {@link #send}.
    default List<LintFinding> lint(RichMessage message) {
        Carriage carriage = capabilities().carriage();
        return Linter.lint(message, carriage, this::findings);
    }

    private List<LintFinding> findings(RenderedMessage content, boolean windowOpen) {
        Reduction reduction = Reducer.reduce(content, capabilities().carriage(), windowOpen);
        List<LintFinding> findings = new ArrayList<>(reduction.findings());
        if (!(reduction instanceof Reduction.Unfit)) {
            findings.addAll(misfits(reduction));
        }
        return findings;
    }

    /// What the provider's form itself does not take of a message that fits the capabilities, such
    /// as a request of too many bytes: errors only. Consulted by {@link #lint}, and to be consulted
    /// by {@link #send}.
    default List<LintFinding> misfits(Reduction reduction) {
        return List.of();
    }

    /// Hands one message to the provider, once. Never retries by itself and never throws for
    /// anything that the provider or the network does: an answer that did not come is {@link
    /// SendOutcome.Unknown}.
    SendOutcome send(OutboundMessage message);

    /// Takes back a message that nobody has seen yet, before it is sent to the person on another
    /// channel. Never throws for anything that the provider or the network does.
    ///
    /// @param address that it was sent to
    /// @param providerMessageId as {@link #send} gave it
    default Revocation revoke(String address, String providerMessageId) {
        return Revocation.NOT_OFFERED;
    }

    /// Whether a refusal of class RECIPIENT with this code says that there is no such address, so
    /// that writing to it again is pointless until somebody writes from it.
    default boolean saysAddressIsGone(String code) {
        return false;
    }

    /// What {@link #send} would hand over, for a person to look at: JSON, or a mail as it goes over
    /// the wire. Why it cannot be sent, if it cannot.
    default String preview(OutboundMessage message) {
        return String.valueOf(message.content().content().body().text());
    }

    /// Answers a provider that checks the webhook address by a GET before it uses it.
    ///
    /// @param query parameters of the request
    /// @return what to answer with 200; empty: refuse
    default Optional<String> handshake(Map<String, String> query) {
        return Optional.empty();
    }

    /// Answers a provider that checks the webhook address by a POST (RCS).
    ///
    /// @return what to answer with 200; empty: it is no such check
    default Optional<String> challenge(WebhookRequest request) {
        return Optional.empty();
    }

    /// Checks the provider's signature over the raw bytes, in constant time.
    boolean authentic(WebhookRequest request);

    /// Tells the provider that a tap was noticed, for those that show a waiting sign until then.
    /// Called once for each reply, soon after it was stored for good; never repeated, and nothing
    /// waits for it. Never throws for anything that the provider or the network does.
    ///
    /// @return why it did not work, without personal data; empty: it did, or nobody waits
    default Optional<String> acknowledge(InboundEvent.Reply reply) {
        return Optional.empty();
    }

    /// What a webhook says. Unknown kinds of callbacks give an empty list; bytes that are not of
    /// the provider's form throw {@link MalformedWebhookException}.
    List<InboundEvent> parse(byte[] body);

    /// The most bytes that this provider puts into one webhook. Longer bodies are refused unread.
    default int webhookBodyLimit() {
        return 1 << 20;
    }

    /// Asks the provider who we are. Sends nothing to anybody.
    default AccountCheck verify() {
        return new AccountCheck.NotOffered();
    }

    /// Tells the provider where to call. The server must be up: some call back before they answer.
    ///
    /// @param address public, HTTPS
    default WebhookRegistration registerWebhook(URI address) {
        return new WebhookRegistration.ByHand("the provider's console");
    }
}
