package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

class EmailTypeTest {

    @Test
    void whatIsWrongWithTheFeedbackNamesItsSetting() {
        assertThat(problem("events", "amazon")).contains("settings.events");
        assertThat(problem("events", "ses")).contains("settings.ses-topic");
        assertThat(problem("events", "ses", "ses-topic", "mail")).contains("settings.ses-topic");
        assertThat(
                        problem(
                                "events",
                                "ses",
                                "ses-topic",
                                "arn:aws:sns:eu-west-1:123456789012:mail",
                                "ses-configuration-set",
                                "a b"))
                .contains("settings.ses-configuration-set");
        assertThat(problem("events", "sendgrid")).contains("settings.sendgrid-verification-key");
        assertThat(problem("events", "sendgrid", "sendgrid-verification-key", "AAAA"))
                .contains("settings.sendgrid-verification-key");
        assertThat(problem("events", "mailgun")).contains("settings.mailgun-signing-key");
        assertThat(problem("events", "postmark")).contains("settings.postmark-password");
        assertThat(problem("events", "postmark", "postmark-password", "short"))
                .contains("settings.postmark-password");
        assertThat(problem("opens", "sometimes")).contains("settings.opens");
        assertThat(problem("opens", "provider")).contains("settings.opens");
        assertThat(problem("bounce-domain", "bounce.shop.example"))
                .contains("settings.returned-mail-secret");
        assertThat(
                        problem(
                                "bounce-domain",
                                "bounce shop",
                                "returned-mail-secret",
                                "0123456789abcdef"))
                .contains("settings.bounce-domain");
    }

    @Test
    void withoutAnyOfThemMailIsSentAndNothingIsTold() {
        try (EmailAccount account = EventAccounts.with()) {
            assertThat(account.capabilities().deliveryReceipts()).isFalse();
            assertThat(account.capabilities().readReceipts()).isTrue();
            assertThat(account.parse(EventAccounts.bytes("{}"))).isEmpty();
            assertThat(account.authentic(EventAccounts.request("{}"))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem",
                "https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-ab.pem"
            })
    void certificatesOfAmazonAreFetched(String address) {
        assertThat(new SnsAddress(null).certificate(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0.pem",
                "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0.pem",
                "https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0123.pem",
                "https://sns.eu-west-1.amazonaws.com/evil.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem?x=.evil",
                "file:///etc/SimpleNotificationService-0123.pem",
                "no address"
            })
    void othersAreNot(String address) {
        assertThat(new SnsAddress(null).certificate(address)).isEmpty();
    }

    private static String problem(String... settings) {
        Throwable[] thrown = new Throwable[1];
        assertThatThrownBy(() -> EventAccounts.with(settings))
                .as(Arrays.toString(settings))
                .satisfies(it -> thrown[0] = it);
        return String.join(
                " ",
                ((ProblemException) thrown[0]).fields().stream().map(FieldProblem::field).toList());
    }
}
