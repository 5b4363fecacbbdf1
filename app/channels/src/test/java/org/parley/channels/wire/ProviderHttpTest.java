package org.parley.channels.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.channels.FakeProvider;
import org.parley.channels.Pace;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;

class ProviderHttpTest {

    private static final byte[] JSON = {'{', '}'};

    private FakeProvider provider;
    private ProviderHttp http;

    @BeforeEach
    void start() throws IOException {
        provider = new FakeProvider();
        http = new ProviderHttp(new Pace(4, 100));
    }

    @AfterEach
    void stop() {
        http.close();
        provider.close();
    }

    @Test
    void givesStatusAndBody() {
        provider.answers(200, "{\"a\":1}");

        Answer answer = post();

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Answered.class,
                        it -> {
                            assertThat(it.status()).isEqualTo(200);
                            assertThat(it.body()).asString().isEqualTo("{\"a\":1}");
                        });
        assertThat(provider.calls().getFirst().headers().getFirst("Content-Type"))
                .isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void isUnknownWhenTheProviderHangs() {
        provider.hangs();

        Pace impatient = new Pace(4, 100, Duration.ofSeconds(20), Duration.ofMillis(300));
        try (ProviderHttp hasty = new ProviderHttp(impatient)) {
            assertThat(hasty.postJson(provider.uri("/x"), Map.of(), JSON))
                    .isInstanceOfSatisfying(
                            Answer.NoAnswer.class,
                            it -> assertThat(it.outcome()).isInstanceOf(SendOutcome.Unknown.class));
        }
    }

    @Test
    void isUnknownAndNotRepeatedWhenTheConnectionDropsBeforeTheAnswer() {
        provider.drops();

        assertThat(post()).isInstanceOf(Answer.NoAnswer.class);
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void isUnknownAndNotRepeatedWhenAKeptConnectionDrops() {
        provider.answers(200, "{}").drops();
        assertThat(post()).isInstanceOf(Answer.Answered.class);

        assertThat(post()).isInstanceOf(Answer.NoAnswer.class);
        assertThat(provider.calls()).hasSize(2);
    }

    @Test
    void isUnknownWhenTheAnswerBreaksOff() {
        provider.breaksOff();

        assertThat(post()).isInstanceOf(Answer.NoAnswer.class);
    }

    @Test
    void isUnknownWhenTheAnswerIsEndless() {
        provider.answers(200, "x".repeat(300 * 1024));

        assertThat(post()).isInstanceOf(Answer.NoAnswer.class);
    }

    @Test
    void isRetryableWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Answer answer = http.postJson(URI.create("http://127.0.0.1:" + port + "/"), Map.of(), JSON);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.NotSent.class,
                        it ->
                                assertThat(it.outcome())
                                        .isInstanceOfSatisfying(
                                                SendOutcome.Refused.class,
                                                refused ->
                                                        assertThat(refused.failure())
                                                                .isEqualTo(
                                                                        FailureClass.RETRYABLE)));
    }

    @Test
    void isRetryableWhenTheHostIsUnknown() {
        assertThat(http.postJson(URI.create("http://no-such-host.invalid/"), Map.of(), JSON))
                .isInstanceOf(Answer.NotSent.class);
    }

    @Test
    void followsNoRedirect() {
        provider.answers(302, "");

        assertThat(post())
                .isInstanceOfSatisfying(
                        Answer.Answered.class,
                        it -> {
                            assertThat(it.byStatus()).isInstanceOf(SendOutcome.Refused.class);
                        });
        assertThat(provider.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, CONFIGURATION",
        "401, AUTH",
        "403, AUTH",
        "404, CONFIGURATION",
        "413, CONFIGURATION",
        "429, THROTTLED",
        "503, RETRYABLE",
    })
    void readsAStatusWithoutAReason(int status, FailureClass failure) {
        provider.answers(status, "<html>", "17");

        assertThat(((Answer.Answered) post()).byStatus())
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        it -> {
                            assertThat(it.failure()).isEqualTo(failure);
                            assertThat(it.code()).isEqualTo("http-" + status);
                            assertThat(it.retryAfter())
                                    .isEqualTo(
                                            status == 429 || status == 503
                                                    ? Duration.ofSeconds(17)
                                                    : null);
                        });
    }

    @ParameterizedTest
    @CsvSource({"200", "204", "500", "502", "504"})
    void takesAStatusThatMayHideASuccessForUnknown(int status) {
        provider.answers(status, "");

        assertThat(((Answer.Answered) post()).byStatus()).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void servesManyVirtualThreads() throws Exception {
        provider.answers(200, "{}");
        try (ProviderHttp patient = new ProviderHttp(new Pace(50, 100));
                var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(
                            IntStream.range(0, 200)
                                    .<java.util.concurrent.Callable<Answer>>mapToObj(_ ->
                                            () ->
                                                    patient.postJson(
                                                            provider.uri("/x"), Map.of(), JSON))
                                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isInstanceOf(Answer.Answered.class);
            }
        }
        assertThat(provider.calls()).hasSize(200);
    }

    private Answer post() {
        return http.postJson(provider.uri("/x"), Map.of("X-Test", "1"), JSON);
    }
}
