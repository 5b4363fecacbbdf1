package org.parley.channels.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.channels.Playground;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.channels.wire.ErrorTable;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.SendOutcome;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.smpp.SmppProvider;
import org.parley.sandbox.smpp.SmppQuirks;
import org.parley.sandbox.world.Channel;

class SmppAccountTest {

    private static final String TO = "+359888123456";

    private final List<byte[]> came = new CopyOnWriteArrayList<>();
    private Playground playground;
    private SmppAccount smpp;

    @BeforeEach
    void start() throws Exception {
        playground = Playground.quiet();
        smpp = account(sheet("smppPassword"), false);
        smpp.listen(came::add);
    }

    @AfterEach
    void close() {
        smpp.close();
        playground.close();
    }

    @Test
    void aLongTextArrivesWholeAndHasOneReceiptUnderTheMessagesId() throws Exception {
        String text = "Große Rabatte bis Sonntag [50 %] ".repeat(12);
        SendOutcome outcome = smpp.send(Samples.to(TO, Samples.content(text, null)));
        String id = ((SendOutcome.Accepted) outcome).providerMessageId();
        playground.settle();
        await().until(() -> !came.isEmpty());
        assertThat(events())
                .singleElement()
                .isInstanceOfSatisfying(
                        Receipt.class,
                        receipt -> {
                            assertThat(receipt.kind()).isEqualTo(ReceiptKind.DELIVERED);
                            assertThat(receipt.providerMessageId()).isEqualTo(id);
                        });
        StringBuilder received = new StringBuilder();
        playground
                .sandbox
                .received()
                .messages(Channel.SMPP)
                .forEach(part -> received.append(part.body()));
        assertThat(received.toString()).isEqualTo(text);
    }

    @Test
    void cyrillicGoesAsUcs2() {
        smpp.send(Samples.to(TO, Samples.content("Разпродажба", null)));
        assertThat(playground.sandbox.received().messages(Channel.SMPP).getFirst().body())
                .isEqualTo("Разпродажба");
    }

    @ParameterizedTest
    @EnumSource(SmppQuirks.Form.class)
    void receiptsOfEveryFormAreRead(SmppQuirks.Form form) throws Exception {
        playground.sandbox.provider(SmppProvider.class).quirks(new SmppQuirks(true, form, true));
        try (SmppAccount decimal = account(sheet("smppPassword"), true)) {
            smpp.close();
            decimal.listen(came::add);
            SendOutcome outcome = decimal.send(Samples.to(TO, Samples.content("Sale", null)));
            String id = ((SendOutcome.Accepted) outcome).providerMessageId();
            await().until(() -> came.size() == 2);
            for (byte[] body : came) {
                Receipt receipt = (Receipt) decimal.parse(body).getFirst();
                assertThat(receipt.kind()).isEqualTo(ReceiptKind.DELIVERED);
                assertThat(receipt.providerMessageId()).isEqualTo(id);
            }
        }
    }

    @Test
    void theReceiptMayComeBeforeTheAnswer() {
        playground
                .sandbox
                .refusals()
                .next(Channel.SMPP, 1, new Refusal.SlowAnswer(Duration.ofMillis(300)));
        SendOutcome outcome = smpp.send(Samples.to(TO, Samples.content("Sale", null)));
        assertThat(came).isNotEmpty();
        assertThat(((Receipt) events().getFirst()).providerMessageId())
                .isEqualTo(((SendOutcome.Accepted) outcome).providerMessageId());
    }

    @Test
    void everyStatusOfTheTableIsItsClassOverTheWire() {
        for (ErrorTable.Row each : SmppStatus.TABLE.rows()) {
            playground.refuseNext(Channel.SMPP, Integer.decode(each.code()));
            SendOutcome outcome = smpp.send(Samples.to(TO, Samples.content("Sale", null)));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Refused.class,
                            refused -> {
                                assertThat(refused.code()).isEqualTo(each.code());
                                assertThat(refused.failure())
                                        .as(each.code())
                                        .isEqualTo(each.failure());
                            });
        }
        assertThat(Samples.gone(smpp, SmppStatus.TABLE)).containsExactly("0x0B");
    }

    @Test
    void aLostAnswerIsUnknownAndTheNextSendBindsAgain() {
        playground.loseNextAnswer(Channel.SMPP);
        assertThat(smpp.send(Samples.to(TO, Samples.content("Sale", null))))
                .isInstanceOf(SendOutcome.Unknown.class);
        await().untilAsserted(() ->
                assertThat(smpp.send(Samples.to(TO, Samples.content("Sale", null))))
                        .isInstanceOf(SendOutcome.Accepted.class));
    }

    @Test
    void whatPeopleWriteArrivesAndStopIsAnOptOut() {
        playground.sandbox.customers().say(Channel.SMPP, TO, "Колко?");
        await().until(() -> came.size() == 1);
        assertThat(events().getFirst())
                .isInstanceOfSatisfying(
                        Reply.class,
                        reply -> {
                            assertThat(reply.address()).isEqualTo(TO);
                            assertThat(reply.text()).isEqualTo("Колко?");
                        });
        playground.sandbox.customers().say(Channel.SMPP, TO, "stop");
        await().until(() -> came.size() == 2);
        assertThat(events().getLast())
                .isInstanceOfSatisfying(
                        OptOut.class,
                        out -> assertThat(out.evidence()).isEqualTo("smpp: keyword STOP"));
    }

    @Test
    void whatNobodyTookIsDeliveredAgain() {
        smpp.listen(body -> {
            came.add(body);
            if (came.size() == 1) {
                throw new IllegalStateException("no room");
            }
        });
        playground.sandbox.customers().say(Channel.SMPP, TO, "hello");
        await().until(() -> came.size() == 2);
        assertThat(((Reply) events().getLast()).text()).isEqualTo("hello");
    }

    @Test
    void theBindSaysWhetherTheAccountWorks() {
        assertThat(smpp.verify()).isEqualTo(new AccountCheck.Works("parley"));
        try (SmppAccount wrong = account("wrong", false)) {
            assertThat(wrong.verify())
                    .isInstanceOfSatisfying(
                            AccountCheck.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("0x0E"));
            SendOutcome outcome = wrong.send(Samples.to(TO, Samples.content("Sale", null)));
            assertThat(((SendOutcome.Refused) outcome).failure()).isEqualTo(FailureClass.AUTH);
        }
    }

    @Test
    void mutatedBodiesAreReadOrTold() {
        byte[] receipt =
                "{\"id\":\"1\",\"at\":1,\"from\":\"359\",\"receipt\":true,\"text\":\"id:0a1 sub:001 stat:UNDELIV err:027 text:x\"}"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] text =
                "{\"id\":\"1\",\"at\":1,\"from\":\"359\",\"receipt\":false,\"text\":\"STOP\"}"
                        .getBytes(StandardCharsets.UTF_8);
        WebhookFuzz.mutate(smpp, 72, List.of(receipt, text));
        assertThat(((Receipt) smpp.parse(receipt).getFirst()).failure())
                .isEqualTo(FailureClass.RECIPIENT);
    }

    private List<InboundEvent> events() {
        return came.stream().flatMap(body -> smpp.parse(body).stream()).toList();
    }

    private SmppAccount account(String password, boolean decimal) {
        return new SmppAccount(
                new SmppSettings(
                        "main",
                        sheet("smppHost"),
                        Integer.parseInt(sheet("smppPort")),
                        sheet("smppSystemId"),
                        new Secret(password),
                        sheet("smppSource"),
                        decimal,
                        Playground.PACE),
                Clock.systemUTC());
    }

    private String sheet(String name) {
        return playground.sheet(SmppProvider.class, name);
    }
}
