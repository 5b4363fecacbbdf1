package org.parley.server.web.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.offer.Offers.CodeLine;

class CodeFileTest {

    private static void assertRefused(String file) {
        assertThatThrownBy(() -> CodeFile.lines(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_FILE));
    }

    /// As spreadsheets export it where the comma is the decimal mark.
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void cellsStandBetweenCommasSemicolonsOrTabs(String delimiter) {
        String file =
                "\uFEFFname,Code,uses\r\n\r\n\"x; y, z\",AB-1,1\r\n\"\",\"AB-2\",0\r\n"
                        .replace("\",", "\"" + delimiter)
                        .replace(",Code,", delimiter + "Code" + delimiter)
                        .replace("AB-1,", "AB-1" + delimiter);

        assertThat(CodeFile.lines(file))
                .containsExactly(new CodeLine(3, "AB-1"), new CodeLine(4, "AB-2"));
    }

    @Test
    void withoutAHeaderTheCodeIsAllThatALineSays() {
        assertThat(CodeFile.lines("\nAB-1\n\nAB-2"))
                .containsExactly(new CodeLine(2, "AB-1"), new CodeLine(4, "AB-2"));
        assertThat(CodeFile.lines("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB-1;10\nAB-2;20\n",
                "AB-1,10\n",
                "AB-1\nAB-2,20\n",
                "title;Discount code;uses\nx;AB-1;0\n"
            })
    void severalColumnsNeedAHeaderThatSaysWhichIsTheCode(String file) {
        assertRefused(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Coupon code", "discount_codes", "VOUCHER", "Coupons", "Codes"})
    void aHeaderThatSaysItOtherwiseIsNobodysCode(String header) {
        assertRefused(header + "\nAB-1\n");
        assertThat(CodeFile.lines("code\n" + header + "\n")).hasSize(1);
    }

    @Test
    void aQuoteThatIsNotClosedIsNoFile() {
        assertRefused("\"open");
        assertRefused("code\n\"open");
    }
}
