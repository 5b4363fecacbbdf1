package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.channel.FailureClass;

class SmtpReplyTest {

    @ParameterizedTest
    @CsvSource({
        "421, 421 4.3.2 shutting down, RETRYABLE, 4.3.2",
        "450, 450 mailbox busy, RETRYABLE, 450",
        "451, 451 4.7.1 greylisted, THROTTLED, 4.7.1",
        "452, 452 4.2.2 over quota, RETRYABLE, 4.2.2",
        "454, 454 Throttling failure: Maximum sending rate exceeded, THROTTLED, 454",
        "550, 550 5.1.1 user unknown, RECIPIENT, 5.1.1",
        "550, 550 no such user, RECIPIENT, 550",
        "551, 551 user not local, RECIPIENT, 551",
        "552, 552 5.2.2 mailbox full, RECIPIENT, 5.2.2",
        "552, 552 5.2.3 message too long, CONFIGURATION, 5.2.3",
        "552, 552 5.3.4 message too big, CONFIGURATION, 5.3.4",
        "553, 553 5.1.8 sender domain unknown, CONFIGURATION, 5.1.8",
        "554, 554 rejected as spam, POLICY, 554",
        "550, 550 5.7.26 unauthenticated mail, POLICY, 5.7.26",
        "550, 550 5.4.1 recipient address rejected, RECIPIENT, 5.4.1",
        "535, 535 5.7.8 bad credentials, AUTH, 5.7.8",
        "530, 530 authentication required, AUTH, 530",
        "501, 501 5.5.4 syntax error, CONFIGURATION, 5.5.4",
        "503, 503 bad sequence, CONFIGURATION, 503",
    })
    void readsTheEnhancedCodeFirst(int code, String text, FailureClass failure, String named) {
        assertThat(new SmtpReply(code, text).refused())
                .satisfies(it -> {
                    assertThat(it.failure()).isEqualTo(failure);
                    assertThat(it.code()).isEqualTo(named);
                });
    }

    @Test
    void takesNoAddressInTheTextForACode() {
        assertThat(new SmtpReply(550, "550 192.0.2.17 says no to 15.5.1.123").refused().code())
                .isEqualTo("550");
    }

    @Test
    void repeatsWhatTheServerSaysButNotOfWhom() {
        assertThat(
                        new SmtpReply(
                                        554,
                                        "554 5.7.1 <anna@customers.example>: Relay\r\n access denied, anna+x@b.example")
                                .refused()
                                .detail())
                .isEqualTo("554 5.7.1 <(mailbox)>: Relay access denied, (mailbox)");
        assertThat(new SmtpReply(554, "554 " + "x".repeat(5_000)).refused().detail()).hasSize(300);
        assertThat(
                        new SmtpReply(554, "554 " + "x".repeat(290) + " anna@b.example")
                                .refused()
                                .detail())
                .doesNotContain("anna");
    }
}
