package org.parley.channels.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

class ErrorTableTest {

    private static final ErrorTable TABLE =
            ErrorTable.of(
                    """
                    # what they say
                    403 | is deactivated | RECIPIENT     | gone | closed | for good

                    403 |                | POLICY        |      |
                    400 |                | CONFIGURATION |      | wrong
                    """);

    @Test
    void theFirstRowWhoseWordsAreSaidCounts() {
        assertThat(TABLE.rows()).hasSize(3);
        assertThat(TABLE.refused("403", "User IS Deactivated", FailureClass.RETRYABLE, null))
                .isEqualTo(
                        new Refused(
                                FailureClass.RECIPIENT,
                                "403 is deactivated",
                                "User IS Deactivated",
                                null));
        assertThat(TABLE.refused("403", "no", FailureClass.RETRYABLE, null).code())
                .isEqualTo("403");
        assertThat(TABLE.find("403", "is deactivated").orElseThrow().note())
                .isEqualTo("closed | for good");
    }

    @Test
    void whatIsNotListedIsOfTheOthers() {
        assertThat(TABLE.find("500")).isEmpty();
        assertThat(TABLE.refused("500", "oops", FailureClass.RETRYABLE, null).failure())
                .isEqualTo(FailureClass.RETRYABLE);
    }

    @Test
    void goneIsSaidByTheWholeName() {
        assertThat(TABLE.saysAddressIsGone("403 is deactivated")).isTrue();
        assertThat(TABLE.saysAddressIsGone("403")).isFalse();
        assertThat(TABLE.saysAddressIsGone("400")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"403 | RECIPIENT | gone", "1 | | NOBODY | | x", "1 | | RECIPIENT | yes | x"})
    void aRowOfAnotherFormIsNoTable(String line) {
        assertThatThrownBy(() -> ErrorTable.of(line)).isInstanceOf(RuntimeException.class);
    }
}
