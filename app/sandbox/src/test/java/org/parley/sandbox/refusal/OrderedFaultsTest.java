package org.parley.sandbox.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.sandbox.Caller;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.whatsapp.WhatsAppTemplate;
import org.parley.sandbox.world.Channel;

class OrderedFaultsTest {
    private static final String VIBER =
            """
            {"receiver":"user-1","sender":{"name":"S"},"type":"text","text":"x","tracking_data":"t"}\
            """;
    private static final String WHATSAPP =
            """
            {"messaging_product":"whatsapp","to":"+359888123456","type":"template",
             "template":{"name":"sale","language":{"code":"en"}}}\
            """;

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() {
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests().withHabits(Habits.all(Propensities.SILENT)));
        sandbox.viberWebhook(sandbox.discardUri());
        sandbox.whatsAppTemplates().register(WhatsAppTemplate.ofText("sale", "en", "Sale"));
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
    }

    @Test
    void theNextTwoFailWithTheOrderedCodeAndTheThirdPasses() throws Exception {
        sandbox.refusals().next(Channel.VIBER, 2, new Refusal.ProviderError(12));
        assertThat(viberStatus()).isEqualTo(12);
        assertThat(viberStatus()).isEqualTo(12);
        assertThat(viberStatus()).isZero();
        assertThat(sandbox.received().total(Channel.VIBER)).isEqualTo(1);
    }

    @Test
    void graphErrorsKeepTheirHttpStatus() throws Exception {
        sandbox.refusals().next(Channel.WHATSAPP, 1, new Refusal.ProviderError(131048));
        HttpResponse<String> answer = caller.whatsApp(WHATSAPP);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\":\"(#131048) Spam rate limit hit\"");
        sandbox.refusals().next(Channel.WHATSAPP, 1, new Refusal.ProviderError(130429));
        assertThat(caller.whatsApp(WHATSAPP).statusCode()).isEqualTo(429);
        assertThat(caller.whatsApp(WHATSAPP).statusCode()).isEqualTo(200);
    }

    @Test
    void aBareHttpStatusComesFromInFrontOfTheProvider() throws Exception {
        sandbox.refusals().next(Channel.VIBER, 1, new Refusal.HttpStatus(500));
        assertThat(caller.viber("send_message", VIBER).statusCode()).isEqualTo(500);
        assertThat(sandbox.received().total(Channel.VIBER)).isZero();
    }

    @Test
    void aDroppedRequestWasNotTaken() {
        sandbox.refusals().next(Channel.VIBER, 1, new Refusal.DropBeforeAccepting());
        assertThatThrownBy(() -> caller.viber("send_message", VIBER))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.received().total(Channel.VIBER)).isZero();
    }

    @Test
    void aLostAnswerWasTakenAndSendingAgainIsFoundOut() throws Exception {
        sandbox.refusals().next(Channel.VIBER, 1, new Refusal.DropAfterAccepting());
        assertThatThrownBy(() -> caller.viber("send_message", VIBER))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.received().total(Channel.VIBER)).isEqualTo(1);
        assertThat(sandbox.received().repeated(Channel.VIBER)).isEmpty();
        assertThat(viberStatus()).isZero();
        assertThat(sandbox.received().repeated(Channel.VIBER)).hasSize(1);
        assertThat(sandbox.received().countByAddress(Channel.VIBER)).containsEntry("user-1", 2L);
    }

    @Test
    void aSlowAnswerIsTakenAtOnceAndToldLate() throws Exception {
        sandbox.refusals().next(Channel.VIBER, 1, new Refusal.SlowAnswer(Duration.ofMillis(300)));
        long before = System.nanoTime();
        assertThat(viberStatus()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(290));
        assertThat(sandbox.received().total(Channel.VIBER)).isEqualTo(1);
    }

    @Test
    void anAddressCanFailAloneUntilCleared() throws Exception {
        sandbox.refusals()
                .address(Channel.WHATSAPP, "359 888 123456", new Refusal.ProviderError(131049));
        assertThat(caller.whatsApp(WHATSAPP).body()).contains("\"code\":131049");
        assertThat(caller.whatsApp(WHATSAPP.replace("3456", "3457")).statusCode()).isEqualTo(200);
        sandbox.refusals().clear();
        assertThat(caller.whatsApp(WHATSAPP).statusCode()).isEqualTo(200);
    }

    private int viberStatus() throws Exception {
        return caller.viberJson("send_message", VIBER).path("status").intValue();
    }
}
