package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.channel.FailureClass;

class EnhancedStatusTest {

    static Stream<List<String>> table() throws IOException {
        try (InputStream in = EnhancedStatusTest.class.getResourceAsStream("enhanced-status.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#") && !line.startsWith("code,"))
                            .map(line -> List.of(line.split(",", 4)))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyLineOfTheTableIsFound(List<String> line) {
        String code = line.getFirst().replace("*", "99");
        EnhancedStatus status = EnhancedStatus.of(code).orElseThrow();
        assertThat(status.failure()).hasToString(line.get(1));
        assertThat(status.gone()).isEqualTo(line.get(2).equals("gone"));
        assertThat(line.get(2)).isIn("gone", "passing", "-");
        assertThat(line.get(3)).isNotBlank();
        if (status.gone()) {
            assertThat(status.failure()).isEqualTo(FailureClass.RECIPIENT);
        }
        try (EmailAccount account = EventAccounts.with()) {
            assertThat(account.saysAddressIsGone(code)).isEqualTo(status.gone());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, true", "5.1.2, true", "5.1.3, true", "5.1.6, true", "5.1.10, true",
        "5.1.0, false", "5.1.8, false", "5.2.1, false", "5.2.2, false", "4.1.1, false",
        "5.7.1, false", "550, false", "'', false", "5.1.1.1, false", "nonsense, false"
    })
    void theAddressIsGoneWhereTheCodeSaysThatThereIsNobody(String code, boolean gone) {
        try (EmailAccount account = EventAccounts.with()) {
            assertThat(account.saysAddressIsGone(code)).isEqualTo(gone);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "3.1.1", "5.1", "5.1.1234", "", "5.1.x"})
    void whatIsNoCodeOfAFailureIsNotFound(String code) {
        assertThat(EnhancedStatus.of(code)).isEmpty();
    }

    @Test
    void aCodeIsFoundInWordsButNotInAnAddress() {
        assertThat(EnhancedStatus.find("smtp; 550 5.1.1 <x>: unknown")).contains("5.1.1");
        assertThat(EnhancedStatus.find("5.2.2 (mailbox full)")).contains("5.2.2");
        assertThat(EnhancedStatus.find("550 192.5.1.1 says no")).isEmpty();
        assertThat(EnhancedStatus.find("2.0.0 ok")).isEmpty();
    }
}
