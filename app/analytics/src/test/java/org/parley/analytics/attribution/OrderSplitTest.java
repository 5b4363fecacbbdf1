package org.parley.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;

final class OrderSplitTest {

    private static final Instant NOON = Instant.parse("2026-10-20T12:00:00Z");

    @Test
    void ofEqualSharesTheLowestMessageGetsTheCentThatIsLeft() {
        var split = new OrderSplit(AttributionModel.LINEAR, journey(3, 1, 2));
        assertThat(split.next(10_000))
                .containsExactly(
                        new Share(new MessageId(1, 1), 333_334, 3_334),
                        new Share(new MessageId(2, 1), 333_333, 3_333),
                        new Share(new MessageId(3, 1), 333_333, 3_333));
    }

    @Test
    void aMessageThatIsTouchedAgainLaterGetsBothShares() {
        var split = new OrderSplit(AttributionModel.POSITION, journey(1, 2, 1));
        assertThat(split.next(100))
                .containsExactly(
                        new Share(new MessageId(1, 1), 800_000, 80),
                        new Share(new MessageId(2, 1), 200_000, 20));
    }

    @Test
    void twoHalvesGivenBackLeaveNothing() {
        var split = new OrderSplit(AttributionModel.LINEAR, journey(1, 2, 3));
        Map<MessageId, Long> left = new HashMap<>();
        for (var minor : List.of(10_000L, -5_000L, -5_000L)) {
            split.next(minor)
                    .forEach(share -> left.merge(share.message(), share.minor(), Long::sum));
        }
        assertThat(left.values()).containsOnly(0L);
    }

    /// Of 11 by 3, 3 and 1 the third message gets 1 and of 10 it gets 2: what is left is split, not
    /// the refund.
    @Test
    void aShareOfARefundMayBePositiveSoThatWhatIsLeftIsSplitExactly() {
        var split = new OrderSplit(AttributionModel.LINEAR, journey(1, 2, 1, 2, 1, 2, 3));
        assertThat(split.next(11)).extracting(Share::minor).containsExactly(5L, 5L, 1L);
        assertThat(split.next(-1)).extracting(Share::minor).containsExactly(-1L, -1L, 1L);
    }

    @Test
    void whatIsGivenBackBeyondTheSaleIsSplitToo() {
        var split = new OrderSplit(AttributionModel.LINEAR, journey(1, 2));
        split.next(100);
        assertThat(split.next(-300)).extracting(Share::minor).containsExactly(-150L, -150L);
    }

    @RepeatedTest(200)
    void everyDocumentIsSplitToTheCentUnderEveryModel(RepetitionInfo repetition) {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        var journey = journey(random.ints(random.nextInt(1, 9), 1, 6).toArray());
        for (var model : AttributionModel.values()) {
            var split = new OrderSplit(model, journey);
            for (var document = 0; document < 5; document++) {
                var minor = random.nextLong(-30_000, 30_000);
                var shares = split.next(minor);
                assertThat(shares.stream().mapToLong(Share::minor).sum()).isEqualTo(minor);
                assertThat(shares.stream().mapToInt(Share::weight).sum()).isEqualTo(Share.WHOLE);
            }
        }
    }

    /// A click a day, of these runs' messages.
    private static Journey journey(int... runs) {
        List<Touch> touches = new ArrayList<>();
        for (var run : runs) {
            var at = NOON.plusSeconds(86_400L * touches.size());
            touches.add(new Touch(new MessageId(run, 1), TouchKind.CLICK, at));
        }
        return Journey.of(touches).orElseThrow();
    }
}
