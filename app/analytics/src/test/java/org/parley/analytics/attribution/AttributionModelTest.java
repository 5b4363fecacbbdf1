package org.parley.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.core.kernel.MessageId;

final class AttributionModelTest {

    private static final Instant NOON = Instant.parse("2026-10-20T12:00:00Z");

    @Test
    void timeDecayHalvesInSevenDays() {
        var shares = shares(AttributionModel.TIME_DECAY, 14, 7, 0);
        assertThat(shares[2]).isCloseTo(.571429, within(5e-7));
        assertThat(shares[1]).isCloseTo(.285714, within(5e-7));
        assertThat(shares[0]).isCloseTo(.142857, within(5e-7));
    }

    @Test
    void eightDaysBeforeGetsHalfOfOneDayBefore() {
        var shares = shares(AttributionModel.TIME_DECAY, 8, 1);
        assertThat(shares[0] * 2).isCloseTo(shares[1], within(1e-9));
    }

    @Test
    void linearGivesEachTheSame() {
        assertThat(shares(AttributionModel.LINEAR, 5, 4, 1, 0)).containsExactly(.25, .25, .25, .25);
    }

    @Test
    void positionGivesFirstAndLastFortyPercent() {
        var position = AttributionModel.POSITION;
        assertThat(shares(position, 3)).containsExactly(1);
        assertThat(shares(position, 3, 2)).containsExactly(.5, .5);
        assertThat(shares(position, 3, 2, 1)).containsExactly(.4, .2, .4);
        assertThat(shares(position, 6, 5, 4, 3, 2, 1)).containsExactly(.4, .05, .05, .05, .05, .4);
    }

    @Test
    void firstAndLastTakeAll() {
        assertThat(shares(AttributionModel.FIRST_TOUCH, 3, 2, 1)).containsExactly(1, 0, 0);
        assertThat(shares(AttributionModel.LAST_TOUCH, 3, 2, 1)).containsExactly(0, 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aSingleTouchGetsAllUnderEveryModel(AttributionModel model) {
        assertThat(shares(model, 3)).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource
    void aModelIsFoundByTheWordItIsStoredUnder(AttributionModel model) {
        assertThat(AttributionModel.of(model.word())).isEqualTo(model);
    }

    /// Each touch, of a message of its own, so many days before the order.
    private static double[] shares(AttributionModel model, int... daysBefore) {
        List<Touch> touches = new ArrayList<>();
        for (var days : daysBefore) {
            touches.add(
                    new Touch(
                            new MessageId(1, touches.size() + 1),
                            TouchKind.CLICK,
                            NOON.minus(Duration.ofDays(days))));
        }
        var weights = model.weights(new Journey(touches));
        var total = (double) Arrays.stream(weights).sum();
        return Arrays.stream(weights).mapToDouble(weight -> weight / total).toArray();
    }
}
