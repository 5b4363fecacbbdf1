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
