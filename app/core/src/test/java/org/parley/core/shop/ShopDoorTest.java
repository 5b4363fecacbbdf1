package org.parley.core.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopDoorTest {

    @ParameterizedTest
    @ValueSource(
            ints = {'\n', '\r', '\t', 0, 0x1b, 0x85, 0x9b, 0x2028, 0x2029, 0x202e, 0xfeff, 0xd800})
    void nothingThatAShopTellsEndsALineOfTheLogOrChangesHowItLooks(int point) {
        assertThat(ShopDoor.printable("Refund 1" + Character.toString(point) + "WARN x"))
                .isEqualTo("Refund 1?WARN x");
    }

    @Test
    void wordsStayAndLongOnesAreCut() {
        assertThat(ShopDoor.printable("Поръчка 12 😀")).isEqualTo("Поръчка 12 😀");
        assertThat(ShopDoor.printable("x".repeat(9_000))).hasSize(603).endsWith("x...");
    }
}
