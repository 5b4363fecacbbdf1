package org.parley.sandbox.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sandbox.Town;
import org.parley.sandbox.gsm.GsmAlphabet;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;

class SmppTest {
    private static final String TO = "359888123456";

    private final List<DeliverSm> delivered = new CopyOnWriteArrayList<>();
    private Town town;
    private SMPPSession session;

    @BeforeEach
    void start() throws Exception {
        town = Town.quiet();
        session = new SMPPSession();
        session.setMessageReceiverListener(new Listener());
        bind(session, town.sheet("smppSystemId"), town.sheet("smppPassword"));
    }

    @AfterEach
    void close() {
        session.close();
        town.close();
    }

    @Test
    void bindsAreRefusedByNameByPasswordByNumberAndByOrder() throws Exception {
        assertThat(bindStatus("other", "x")).isEqualTo(0x0F);
        assertThat(bindStatus(town.sheet("smppSystemId"), "x")).isEqualTo(0x0E);
        town.sandbox.provider(SmppProvider.class).refuseBinds(0x0D);
        assertThat(bindStatus(town.sheet("smppSystemId"), town.sheet("smppPassword")))
                .isEqualTo(0x0D);
        town.sandbox.provider(SmppProvider.class).refuseBinds(0);
        for (int i = 0; i < 3; i++) {
            bind(new SMPPSession(), town.sheet("smppSystemId"), town.sheet("smppPassword"));
        }
        assertThat(bindStatus(town.sheet("smppSystemId"), town.sheet("smppPassword")))
                .isEqualTo(0x05);
    }

    @Test
    void aMessageHasAHexadecimalIdAndAFullReceipt() throws Exception {
        String id = submit(TO, 0, 0, GsmAlphabet.encode("Sale {50%}"));
        assertThat(id).matches("[0-9a-f]{8,16}");
        assertThat(receipt())
                .startsWith("id:" + id + " sub:001 dlvrd:001 submit date:")
                .contains(" stat:DELIVRD err:000 text:Sale {50%}");
        assertThat(delivered.getFirst().isSmscDeliveryReceipt()).isTrue();
        assertThat(delivered.getFirst().getSourceAddr()).isEqualTo(TO);
        assertThat(received()).isEqualTo("Sale {50%}");
    }

    @Test
    void ucs2IsReadAsUtf16() throws Exception {
        submit(TO, 0, 8, "Разпродажба".getBytes(StandardCharsets.UTF_16BE));
        assertThat(received()).isEqualTo("Разпродажба");
    }

    @Test
    void eachPartOfALongMessageHasItsReceipt() throws Exception {
        String second = submit(TO, 0x40, 0, part(7, 2, 2, "world"));
        assertThat(delivered).isEmpty();
        String first = submit(TO, 0x40, 0, part(7, 2, 1, "hello "));
        town.settle();
        await().until(() -> delivered.size() == 2);
        assertThat(delivered)
                .extracting(SmppTest::text)
                .anyMatch(text -> text.startsWith("id:" + first) && text.contains("hello world"))
                .anyMatch(text -> text.startsWith("id:" + second));
    }

    @Test
    void receiptsMayNameTheIdInDecimalLackFieldsOrComeTwice() throws Exception {
        SmppProvider smpp = town.sandbox.provider(SmppProvider.class);
        smpp.quirks(new SmppQuirks(true, SmppQuirks.Form.BARE, true));
        String id = submit(TO, 0, 0, GsmAlphabet.encode("x"));
        await().until(() -> delivered.size() == 2);
        assertThat(text(delivered.getFirst()))
                .isEqualTo("id:" + Long.parseLong(id, 16) + " stat:DELIVRD");
        delivered.clear();
        smpp.quirks(new SmppQuirks(false, SmppQuirks.Form.ODD, false));
        String odd = submit(TO, 0, 0, GsmAlphabet.encode("x"));
        assertThat(receipt()).startsWith("STAT:delivrd ID:" + odd);
        delivered.clear();
        smpp.quirks(new SmppQuirks(false, SmppQuirks.Form.TLV, false));
        String tlv = submit(TO, 0, 0, GsmAlphabet.encode("x"));
        assertThat(receipt()).isEmpty();
        OptionalParameter.Receipted_message_id named =
                delivered
                        .getFirst()
                        .getOptionalParameter(OptionalParameter.Receipted_message_id.class);
        assertThat(named.getValueAsString()).isEqualTo(tlv);
    }

    @Test
    void theReceiptComesBeforeALateAnswer() throws Exception {
        town.sandbox
                .refusals()
                .next(Channel.SMPP, 1, new Refusal.SlowAnswer(Duration.ofMillis(500)));
        String id = submit(TO, 0, 0, GsmAlphabet.encode("x"));
        assertThat(delivered).isNotEmpty();
        assertThat(text(delivered.getFirst())).startsWith("id:" + id);
    }

    @Test
    void noReceiptComesUnasked() throws Exception {
        submit(TO, 0, 0, GsmAlphabet.encode("x"), 0);
        town.settle();
        assertThat(delivered).isEmpty();
    }

    @Test
    void anUnknownHandsetIsToldByTheReceipt() throws Exception {
        town.sandbox.customers().book().unregister(Channel.SMPP, TO);
        submit(TO, 0, 0, GsmAlphabet.encode("x"));
        assertThat(receipt()).contains("stat:UNDELIV err:001");
    }

    @Test
    void wrongAddressesHeadersAndCodingsAreRefused() {
        assertThat(refusal(() -> submit("12", 0, 0, new byte[] {65}))).isEqualTo(0x0B);
        assertThat(refusal(() -> submitFrom("4711", TO, 0, 0, new byte[] {65}, 1))).isEqualTo(0x0A);
        assertThat(refusal(() -> submit(TO, 0x40, 0, new byte[] {9, 0}))).isEqualTo(0x43);
        assertThat(refusal(() -> submit(TO, 0x40, 0, part(1, 2, 3, "x")))).isEqualTo(0x43);
        assertThat(refusal(() -> submit(TO, 0, 4, new byte[] {65}))).isEqualTo(0x43);
        assertThat(town.accepted(Channel.SMPP)).isZero();
    }

    @Test
    void tooManyInASecondAreThrottled() {
        town.sandbox.provider(SmppProvider.class).perSecond(1);
        assertThat(
                        refusal(() -> {
                            for (int i = 0; i < 10; i++) {
                                submit(TO, 0, 0, new byte[] {65});
                            }
                        }))
                .isEqualTo(0x58);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x14, 0x45, 0x58, 0x64, 0x65, 0x66, 0xFE, 0x101})
    void refusalsCanBeOrdered(int status) throws Exception {
        town.sandbox.refusals().next(Channel.SMPP, 1, new Refusal.ProviderError(status));
        assertThat(refusal(() -> submit(TO, 0, 0, new byte[] {65}))).isEqualTo(status);
        submit(TO, 0, 0, new byte[] {65});
    }

    @Test
    void theAnswerCanBeLostBeforeAndAfterTheMessageIsTaken() throws Exception {
        town.sandbox.refusals().next(Channel.SMPP, 1, new Refusal.DropBeforeAccepting());
        assertThatThrownBy(() -> submit(TO, 0, 0, new byte[] {65})).isNotNull();
        assertThat(town.accepted(Channel.SMPP)).isZero();
        session = new SMPPSession();
        session.setTransactionTimer(2_000);
        bind(session, town.sheet("smppSystemId"), town.sheet("smppPassword"));
        town.sandbox.refusals().next(Channel.SMPP, 1, new Refusal.DropAfterAccepting());
        assertThatThrownBy(() -> submit(TO, 0, 0, new byte[] {65})).isNotNull();
        assertThat(town.accepted(Channel.SMPP)).isEqualTo(1);
    }

    @Test
    void whatCustomersWriteArrivesInEitherAlphabet() throws Exception {
        town.sandbox.customers().say(Channel.SMPP, TO, "STOP");
        await().until(() -> delivered.size() == 1);
        assertThat(text(delivered.getFirst())).isEqualTo("STOP");
        assertThat(delivered.getFirst().isSmscDeliveryReceipt()).isFalse();
        assertThat(delivered.getFirst().getDataCoding()).isZero();
        town.sandbox.customers().say(Channel.SMPP, TO, "Колко?");
        await().until(() -> delivered.size() == 2);
        assertThat(delivered.getLast().getDataCoding()).isEqualTo((byte) 8);
        assertThat(new String(delivered.getLast().getShortMessage(), StandardCharsets.UTF_16BE))
                .isEqualTo("Колко?");
    }

    private interface Step {
        void run() throws Exception;
    }

    private static int refusal(Step step) {
        try {
            step.run();
        } catch (NegativeResponseException refused) {
            return refused.getCommandStatus();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        return 0;
    }

    private String receipt() {
        await().until(() -> !delivered.isEmpty());
        return text(delivered.getFirst());
    }

    private String received() {
        return town.sandbox.received().messages(Channel.SMPP).getFirst().body();
    }

    private static String text(DeliverSm pdu) {
        return new String(pdu.getShortMessage(), StandardCharsets.US_ASCII);
    }

    private static byte[] part(int reference, int total, int part, String text) {
        byte[] body = GsmAlphabet.encode(text);
        byte[] all = new byte[6 + body.length];
        byte[] header = {5, 0, 3, (byte) reference, (byte) total, (byte) part};
        System.arraycopy(header, 0, all, 0, 6);
        System.arraycopy(body, 0, all, 6, body.length);
        return all;
    }

    private String submit(String to, int esmClass, int coding, byte[] octets) throws Exception {
        return submit(to, esmClass, coding, octets, 1);
    }

    private String submit(String to, int esmClass, int coding, byte[] octets, int receipts)
            throws Exception {
        return submitFrom(town.sheet("smppSource"), to, esmClass, coding, octets, receipts);
    }

    private String submitFrom(
            String from, String to, int esmClass, int coding, byte[] octets, int receipts)
            throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        from,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to,
                        new ESMClass((byte) esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery((byte) receipts),
                        (byte) 0,
                        new RawDataCoding((byte) coding),
                        (byte) 0,
                        octets)
                .getMessageId();
    }

    private int bindStatus(String systemId, String password) throws Exception {
        SMPPSession other = new SMPPSession();
        try {
            bind(other, systemId, password);
            return 0;
        } catch (java.io.IOException refused) {
            return refused.getCause() instanceof NegativeResponseException negative
                    ? negative.getCommandStatus()
                    : -1;
        }
    }

    private void bind(SMPPSession client, String systemId, String password) throws Exception {
        client.connectAndBind(
                town.sheet("smppHost"),
                Integer.parseInt(town.sheet("smppPort")),
                new BindParameter(
                        BindType.BIND_TRX,
                        systemId,
                        password,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
    }

    private final class Listener implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm pdu) {
            delivered.add(pdu);
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification pdu) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm pdu, Session from)
                throws ProcessRequestException {
            throw new ProcessRequestException("no", 3);
        }
    }
}
