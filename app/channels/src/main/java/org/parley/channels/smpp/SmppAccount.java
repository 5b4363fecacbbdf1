package org.parley.channels.smpp;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.parley.channels.smpp.SmppLink.Link;
import org.parley.channels.sms.SmsCapabilities;
import org.parley.channels.sms.SmsParts;
import org.parley.channels.wire.Compiled;
import org.parley.core.carriage.Counting;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.SessionAdapter;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.MessageId;

/// Channel `sms` through one bind. A long text goes in parts; the last one asks for the receipt and
/// names the message, so that one message has one receipt.
///
/// Receipts and messages of people come over the session, not by webhook: {@link #listen} hands
/// each of them over in the form that {@link #parse} reads.
public final class SmppAccount implements SessionAdapter, AutoCloseable {

    public static final Capabilities DECLARED =
            SmsCapabilities.of(TextLimit.in(Counting.SMS_SEGMENTS, 10), 10, 10);

    private static final byte WITH_HEADER = 0x40;
    private static final byte UCS2 = 8;
    private static final int HEADER = 6;

    private final SmppSettings settings;
    private final Capabilities capabilities;
    private final SmppInbound inbound;
    private final SmppLink link;

    public SmppAccount(SmppSettings settings, Clock clock) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.inbound = new SmppInbound(clock);
        this.link = new SmppLink(settings, inbound);
    }

    /// Hands over what comes from now on, and binds if nothing is bound.
    ///
    /// @param intake keeps a body, durably, before it returns; when it throws, the centre delivers
    ///   the same again
    @Override
    public void listen(Consumer<byte[]> intake) {
        inbound.to(intake);
        var _ = link.get();
    }

    @Override
    public Channel channel() {
        return SmsCapabilities.CHANNEL;
    }

    @Override
    public String account() {
        return settings.account();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return SmppStatus.TABLE.saysAddressIsGone(code);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (reduce(message)) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason()).refused();
            case Reduction.Templated _ -> throw new IllegalStateException("SMS has no templates");
            case Reduction.Free free -> {
                SmsParts parts = SmsParts.of(String.valueOf(free.content().body().text()));
                yield switch (link.get()) {
                    case Link.Down(int status, String detail) ->
                            status == 0
                                    ? new SendOutcome.Refused(
                                            FailureClass.RETRYABLE, "no-connection", detail, null)
                                    : SmppStatus.refused(status);
                    case Link.Bound(SMPPSession session) ->
                            send(session, message.id(), message.address(), parts);
                };
            }
        };
    }

    private static Reduction reduce(OutboundMessage message) {
        return Reducer.reduce(message.content(), DECLARED.carriage(), message.windowOpen());
    }

    private SendOutcome send(SMPPSession session, MessageId id, String address, SmsParts parts) {
        // The same for every try of the same message: a handset replaces the parts it has already.
        byte reference = (byte) id.hashCode();
        String last = "";
        for (int part = 1; part <= parts.parts().size(); part++) {
            try {
                last = submit(session, address, parts, part, reference);
            } catch (NegativeResponseException refused) {
                return SmppStatus.refused(refused.getCommandStatus());
            } catch (PDUException e) {
                return new SendOutcome.Refused(
                        FailureClass.CONFIGURATION,
                        "invalid-pdu",
                        String.valueOf(e.getMessage()),
                        null);
            } catch (ResponseTimeoutException | InvalidResponseException | IOException lost) {
                return new SendOutcome.Unknown(
                        "No answer from the centre: " + lost.getClass().getSimpleName());
            }
        }
        return new SendOutcome.Accepted(SmppEvents.id(last, false));
    }

    private String submit(
            SMPPSession session, String address, SmsParts parts, int part, byte reference)
            throws PDUException,
                    ResponseTimeoutException,
                    InvalidResponseException,
                    NegativeResponseException,
                    IOException {
        int total = parts.parts().size();
        byte[] body = parts.parts().get(part - 1);
        byte[] octets = total == 1 ? body : withHeader(body, reference, total, part);
        boolean letters = settings.source().matches(".*[A-Za-z].*");
        boolean number = settings.source().startsWith("+");
        return session.submitShortMessage(
                        "",
                        letters
                                ? TypeOfNumber.ALPHANUMERIC
                                : number ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.UNKNOWN,
                        letters ? NumberingPlanIndicator.UNKNOWN : NumberingPlanIndicator.ISDN,
                        settings.source().replace("+", ""),
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        address.replace("+", ""),
                        new ESMClass(total == 1 ? 0 : WITH_HEADER),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(part == total ? 1 : 0),
                        (byte) 0,
                        new RawDataCoding(parts.gsm7() ? 0 : UCS2),
                        (byte) 0,
                        octets)
                .getMessageId();
    }

    /// 3GPP TS 23.040, 9.2.3.24.1: concatenated short messages, 8-bit reference.
    private static byte[] withHeader(byte[] body, byte reference, int total, int part) {
        byte[] octets = new byte[HEADER + body.length];
        octets[0] = HEADER - 1;
        octets[2] = 3;
        octets[3] = reference;
        octets[4] = (byte) total;
        octets[5] = (byte) part;
        System.arraycopy(body, 0, octets, HEADER, body.length);
        return octets;
    }

    @Override
    public String preview(OutboundMessage message) {
        return switch (reduce(message)) {
            case Reduction.Unfit unfit -> unfit.reason().detail();
            case Reduction.Templated _ -> "";
            case Reduction.Free free -> {
                SmsParts parts = SmsParts.of(String.valueOf(free.content().body().text()));
                StringBuilder told = new StringBuilder();
                told.append("data_coding ").append(parts.gsm7() ? 0 : UCS2);
                for (byte[] part : parts.parts()) {
                    told.append('\n').append(HexFormat.of().formatHex(part));
                }
                yield told.toString();
            }
        };
    }

    /// Binds, which is all that a centre can be asked.
    @Override
    public AccountCheck verify() {
        return switch (link.get()) {
            case Link.Bound _ -> new AccountCheck.Works(settings.systemId());
            case Link.Down(int status, String detail) ->
                    status == 0
                            ? new AccountCheck.NoAnswer(detail)
                            : new AccountCheck.Refused(SmppStatus.code(status), detail);
        };
    }

    @Override
    public WebhookRegistration registerWebhook(URI address) {
        return new WebhookRegistration.ByHand("nothing: receipts come over the session");
    }

    /// Nothing of this channel comes by webhook.
    @Override
    public boolean authentic(WebhookRequest request) {
        return false;
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return SmppEvents.parse(body, settings.decimalReceipts());
    }

    @Override
    public void close() {
        link.close();
    }
}
