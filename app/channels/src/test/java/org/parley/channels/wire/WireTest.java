package org.parley.channels.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.Pace;
import org.parley.channels.Secret;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.node.ObjectNode;

class WireTest {

    @Test
    void signsAsRfc4231Does() {
        // RFC 4231, test case 2
        assertThat(
                        Hmac.hex(
                                new Secret("Jefe"),
                                "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void hidesASecret() {
        assertThat(new Secret("hush").toString()).doesNotContain("hush");
        assertThatThrownBy(() -> new Secret(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAPaceThatIsNone() {
        assertThatThrownBy(() -> new Pace(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(1, 1, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTokensOfAnySizeAsText() {
        ObjectNode node =
                JsonBody.answer(
                        "{\"a\":18446744073709551615,\"b\":\"5741311803571721087\",\"c\":1.5,\"d\":null,\"e\":\" \"}"
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(JsonBody.text(node, "a")).isEqualTo("18446744073709551615");
        assertThat(JsonBody.text(node, "b")).isEqualTo("5741311803571721087");
        assertThat(JsonBody.text(node, "c")).isNull();
        assertThat(JsonBody.text(node, "d")).isNull();
        assertThat(JsonBody.text(node, "e")).isNull();
        assertThat(JsonBody.text(node, "none")).isNull();
    }

    @Test
    void readsOurOwnIdsOnly() {
        MessageId last = new MessageId(Integer.MAX_VALUE, Integer.MAX_VALUE);

        assertThat(JsonBody.messageId(new MessageId(1, 1).toString()))
                .isEqualTo(new MessageId(1, 1));
        assertThat(JsonBody.messageId(last.toString())).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1",
                "4294967295",
                "4294967296",
                "-1",
                "x",
                "9223372036854775807",
                "9999999999999999999"
            })
    void takesNothingElseForAnId(String echoed) {
        assertThat(JsonBody.messageId(echoed)).isNull();
    }

    @Test
    void aLongAnswerIsCutForPeople() {
        byte[] page = "<p>sorry</p>".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        assertThat(new Answer.Answered(404, page, null).words())
                .startsWith("<p>sorry")
                .hasSize(500);
    }
}
