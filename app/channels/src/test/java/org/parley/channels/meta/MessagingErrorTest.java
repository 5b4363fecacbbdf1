package org.parley.channels.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.channels.Samples;
import org.parley.channels.messenger.Messenger;
import org.parley.channels.wire.Answer;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;

class MessagingErrorTest {

    /// Every code of the fact sheet for Messenger and Instagram.
    @ParameterizedTest
    @CsvSource({
        "190, 0, AUTH",
        "10, 0, AUTH",
        "200, 0, AUTH",
        "230, 0, AUTH",
        "613, 0, THROTTLED",
        "4, 0, THROTTLED",
        "17, 0, THROTTLED",
        "32, 0, THROTTLED",
        "80006, 0, THROTTLED",
        "1, 0, RETRYABLE",
        "2, 0, RETRYABLE",
        "1200, 0, RETRYABLE",
        "551, 1545041, RECIPIENT",
        "551, 0, RECIPIENT",
        "100, 2018001, RECIPIENT",
        "10, 2018108, RECIPIENT",
        "10, 2018278, RECIPIENT",
        "10, 2018065, RECIPIENT",
        "10, 2534022, RECIPIENT",
        "10, 1893063, POLICY",
        "368, 0, POLICY",
        "10, 2534122, POLICY",
        "10, 2534029, POLICY",
        "100, 2534122, POLICY",
        "100, 2534029, POLICY",
        "100, 0, CONFIGURATION",
        "100, 2018047, CONFIGURATION",
        "100, 2534068, CONFIGURATION",
        "2300000, 0, CONFIGURATION",
        "2300001, 0, CONFIGURATION",
        "987654, 0, RETRYABLE"
    })
    void everyCodeHasItsClass(int code, int subcode, FailureClass failure) {
        String body =
                "{\"error\":{\"message\":\"m\",\"type\":\"OAuthException\",\"code\":%d,\"error_subcode\":%d}}"
                        .formatted(code, subcode);
        assertThat(outcome(400, body))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> {
                            assertThat(refused.failure()).isEqualTo(failure);
                            assertThat(refused.code())
                                    .isEqualTo(subcode == 0 ? "" + code : code + "/" + subcode);
                            assertThat(refused.detail()).isEqualTo("m");
                        });
    }

    @Test
    void onlyWhoMatchesNobodyIsGone() {
        assertThat(
                        Samples.gone(
                                MessagingAccounts.unreachable(Messenger.PLATFORM),
                                MessagingError.TABLE))
                .containsExactly("100/2018001");
    }

    @Test
    void anAnswerWithoutAReasonGoesByItsStatus() {
        assertThat(outcome(502, "<html>")).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(outcome(200, "{}")).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(outcome(429, "slow down"))
                .isEqualTo(
                        new SendOutcome.Refused(
                                FailureClass.THROTTLED,
                                "http-429",
                                "The provider answered 429 without a readable reason",
                                Duration.ofSeconds(5)));
        assertThat(outcome(200, "{\"recipient_id\":\"1\",\"message_id\":\"m_1\"}"))
                .isEqualTo(new SendOutcome.Accepted("m_1"));
    }

    private static SendOutcome outcome(int status, String body) {
        return MessagingOutcome.of(
                new Answer.Answered(
                        status, body.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(5)));
    }
}
