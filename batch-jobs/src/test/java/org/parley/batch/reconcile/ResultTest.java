package org.parley.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.batch.reconcile.Reconciliation.Discrepancy;
import org.parley.batch.rollup.Comparison;
import org.parley.batch.rollup.Difference;

class ResultTest {

    @Test
    void lossesDoNotFallOffTheList() {
        Result mended = result(2_000, 2_000, lines(2_000, true));
        Result lost = result(1, 0, List.of(line(1, 1, false)));
        Result both = mended.and(lost);
        assertThat(both.apart()).isEqualTo(2_001);
        assertThat(both.agrees()).isFalse();
        assertThat(both.lines()).hasSize(2_000).startsWith(line(1, 1, false));
    }

    @Test
    void whatDiffersMostComesFirst() {
        assertThat(result(3, 0, lines(3, false)).and(Result.NOTHING).lines())
                .containsExactly(line(3, 3, false), line(2, 2, false), line(1, 1, false));
        Comparison few = new Comparison(1, 1, List.of(difference(1)));
        Comparison many =
                new Comparison(
                        1_000,
                        1_000,
                        IntStream.range(1_001, 2_001).mapToObj(ResultTest::difference).toList());
        assertThat(few.and(many).worst()).hasSize(1_000).startsWith(difference(2_000));
        assertThat(many.and(few).complete()).isFalse();
    }

    @Test
    void whatIsNotListedAfterwardsIsNotSaidToBeRepaired() {
        Comparison found = new Comparison(5, 2, List.of(difference(2), difference(1)));
        Comparison left = new Comparison(5, 1, List.of(difference(2)));
        assertThat(RunCheck.result(found, left).lines())
                .containsExactly(line(2, 2, false), line(1, 1, true));
        Comparison cut = new Comparison(5, 2, List.of(difference(2)));
        assertThat(RunCheck.result(found, cut).lines())
                .containsExactly(line(2, 2, false), line(1, 1, false));
    }

    private static Result result(long apart, long repaired, List<Discrepancy> lines) {
        return new Result(0, 0, apart, apart, repaired, lines);
    }

    private static List<Discrepancy> lines(int count, boolean repaired) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> line(i, i, repaired)).toList();
    }

    private static Discrepancy line(int run, long apart, boolean repaired) {
        return new Discrepancy("placement", run, "sms", apart, 0, apart, repaired);
    }

    private static Difference difference(int run) {
        return new Difference("placement", run, "sms", run, 0, run);
    }
}
