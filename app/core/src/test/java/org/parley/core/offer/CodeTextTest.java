package org.parley.core.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodeTextTest {

    @Test
    void whatCannotBeKeptOfAnOrdersCodesIsLeftOutAndTheRestStays() {
        assertThat(
                        CodeText.ofOrder(
                                Stream.of(
                                        " SPRING-1 ",
                                        "Summer sale, 20 % off",
                                        "SPRING-1",
                                        "",
                                        "X".repeat(65),
                                        "A\u0000B",
                                        "A\nB",
                                        "A\uD800",
                                        "\uD83C\uDF81")))
                .containsExactly("SPRING-1", "Summer sale, 20 % off", "\uD83C\uDF81");
    }

    @Test
    void ofManyCodesTheFirstTwentyAreKept() {
        assertThat(CodeText.ofOrder(IntStream.range(0, 99).mapToObj(i -> "CODE-" + i)))
                .hasSize(20)
                .endsWith("CODE-19");
    }
}
