package org.parley.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsPartsTest {

    @ParameterizedTest(name = "{1} times {0} is {2} parts")
    @CsvSource({
        "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "€, 80, 1", "€, 81, 2", "€, 152, 2",
        "€, 153, 3", "ж, 70, 1", "ж, 71, 2", "ж, 134, 2", "ж, 135, 3", "😀, 35, 1", "😀, 36, 2",
        "😀, 66, 2", "😀, 67, 3"
    })
    void partsFollowTheLimitsAndSplitNoPair(String character, int times, int parts) {
        SmsParts sms = SmsParts.of(character.repeat(times));
        assertThat(sms.parts()).hasSize(parts);
        int longest = sms.gsm7() ? (parts == 1 ? 160 : 153) : (parts == 1 ? 140 : 134);
        assertThat(sms.parts()).allSatisfy(part -> assertThat(part.length <= longest).isTrue());
        StringBuilder text = new StringBuilder();
        for (byte[] part : sms.parts()) {
            text.append(
                    sms.gsm7() ? SmsParts.text(part) : new String(part, StandardCharsets.UTF_16BE));
        }
        assertThat(text.toString()).isEqualTo(character.repeat(times));
    }

    @Test
    void everyCharacterOfTheAlphabetSurvives() {
        String all =
                "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿"
                        + "abcxyzäöñüà^{}\\[~]|€\f";
        SmsParts sms = SmsParts.of(all);
        assertThat(sms.gsm7()).isTrue();
        assertThat(SmsParts.text(sms.parts().getFirst())).isEqualTo(all);
        assertThat(SmsParts.of("[").parts().getFirst()).containsExactly(27, 60);
        assertThat(SmsParts.of("@€").parts().getFirst()).containsExactly(0, 27, 101);
    }
}
