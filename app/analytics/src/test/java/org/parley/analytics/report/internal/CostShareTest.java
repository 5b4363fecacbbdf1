package org.parley.analytics.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.Invoiced;
import org.parley.analytics.finance.TrueUp;
import org.parley.analytics.report.internal.CostShare.Piece;

class CostShareTest {

    private static final TrueUp TRUE_UP =
            new TrueUp(
                    1,
                    1,
                    "viber",
                    "DE",
                    "EUR",
                    3,
                    -100,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    new Invoiced("Viber Ltd", "1", false));

    private static CostLine line(String country, long quantity) {
        return new CostLine(1, 1, "viber", country, BigDecimal.ONE, "EUR", quantity);
    }

    @Test
    void aTrueUpIsSplitAmongTheCellsOfItsOwnMessages() {
        var shares =
                CostShare.split(
                        List.of(
                                new Piece("a", line("DE", 1)),
                                new Piece("b", line("DE", 2)),
                                new Piece("b", line("BG", 5))),
                        List.of(TRUE_UP));

        assertThat(shares)
                .containsExactly(
                        new CostShare("a", "EUR", -33, 0), new CostShare("b", "EUR", -67, 0));
    }

    @Test
    void aTrueUpOfMessagesThatWereNeverBilledIsBorneByThoseNearest() {
        var bulgarian = new Piece("a", line("BG", 1));
        var mail = new Piece("b", new CostLine(1, 1, "email", "DE", BigDecimal.ONE, "EUR", 1));
        var other = new Piece("c", new CostLine(1, 2, "viber", "DE", BigDecimal.ONE, "EUR", 1));

        assertThat(CostShare.split(List.of(other, mail, bulgarian), List.of(TRUE_UP)))
                .containsExactly(new CostShare("a", "EUR", -100, 0));
        assertThat(CostShare.split(List.of(other, mail), List.of(TRUE_UP)))
                .containsExactly(new CostShare("b", "EUR", -100, 0));
        assertThat(CostShare.split(List.of(other), List.of(TRUE_UP)))
                .containsExactly(new CostShare("c", "EUR", -100, 0));
        assertThat(
                        CostShare.each(
                                List.of(other, mail),
                                List.of(TRUE_UP),
                                List.of(mail.line(), mail.line().times(3), other.line())))
                .containsExactly(new CostShare("b", "EUR", -25, 0));
    }

    @Test
    void cellsThatOverlapHaveTheirPartOfTheWholeEach() {
        var shares =
                CostShare.each(
                        List.of(new Piece("a", line("DE", 2)), new Piece("b", line("DE", 3))),
                        List.of(TRUE_UP),
                        List.of(line("DE", 4), line("BG", 9)));

        assertThat(shares)
                .containsExactly(
                        new CostShare("a", "EUR", -50, 0), new CostShare("b", "EUR", -75, 0));
    }
}
