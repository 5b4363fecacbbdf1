package org.parley.sandbox.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GsmAlphabetTest {
    @Test
    void segmentsAreCountedInSeptetsOrUtf16Units() {
        assertThat(GsmAlphabet.segments("a".repeat(160))).isEqualTo(1);
        assertThat(GsmAlphabet.segments("a".repeat(161))).isEqualTo(2);
        assertThat(GsmAlphabet.segments("a".repeat(306))).isEqualTo(2);
        assertThat(GsmAlphabet.segments("a".repeat(307))).isEqualTo(3);
        assertThat(GsmAlphabet.segments("€".repeat(80))).isEqualTo(1);
        assertThat(GsmAlphabet.segments("€".repeat(81))).isEqualTo(2);
        assertThat(GsmAlphabet.segments("ж".repeat(70))).isEqualTo(1);
        assertThat(GsmAlphabet.segments("ж".repeat(71))).isEqualTo(2);
        assertThat(GsmAlphabet.segments("ж".repeat(135))).isEqualTo(3);
    }

    @Test
    void everyCharacterSurvivesItsEncoding() {
        String all = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ ^{}\\[~]|€ZäöñüàÄÖÑÜ§¿¡";
        assertThat(GsmAlphabet.decode(GsmAlphabet.encode(all))).isEqualTo(all);
        assertThat(GsmAlphabet.septets("ж")).isEqualTo(-1);
    }
}
