package org.parley.core.carriage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLimitTest {

    private static final String GIFT = "\ud83c\udf81";

    @Test
    void countsInTheUnitOfTheChannel() {
        String text = "\u00e4<" + GIFT + "\n";

        assertThat(TextLimit.characters(5).fits(text)).isTrue();
        assertThat(TextLimit.characters(4).fits(text)).isFalse();
        assertThat(TextLimit.in(Counting.CODE_POINTS, 4).fits(text)).isTrue();
        assertThat(TextLimit.bytes(8).fits(text)).isTrue();
        assertThat(TextLimit.bytes(7).fits(text)).isFalse();
        assertThat(TextLimit.in(Counting.HTML, 11).fits(text)).isTrue();
        assertThat(TextLimit.in(Counting.HTML, 10).fits(text)).isFalse();
        assertThat(TextLimit.characters(100).withLineBreaks(0).fits(text)).isFalse();
    }

    /// 3GPP TS 23.038: 160 septets alone and 153 in parts; 70 and 67 in UCS-2.
    @ParameterizedTest
    @CsvSource({
        "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3",
        "\u20ac, 80, 1", "\u20ac, 81, 2", "\u20ac, 152, 2", "\u20ac, 153, 3",
        "\u4e2d, 70, 1", "\u4e2d, 71, 2", "\u4e2d, 134, 2", "\u4e2d, 135, 3"
    })
    void countsTheSegmentsOfAnSms(String letter, int times, int segments) {
        assertThat(SmsText.of(letter.repeat(times)).segments()).isEqualTo(segments);
    }

    @Test
    void splitsNoPairBetweenTwoSegments() {
        // 35 pairs fill 70 units; in parts of 67 only 33 pairs fit.
        assertThat(SmsText.of(GIFT.repeat(35)).segments()).isEqualTo(1);
        assertThat(SmsText.of(GIFT.repeat(66)).segments()).isEqualTo(2);
        assertThat(SmsText.of(GIFT.repeat(67)).segments()).isEqualTo(3);
        assertThat(SmsText.of(GIFT).gsm7()).isFalse();
    }
}
