package org.parley.analytics.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.parley.core.kernel.MessageId;

/// The way of one person to one order: the touches of the strongest tier, the earliest first.
///
/// Touches of one message that follow each other with no other message between are one, the latest
/// of them: who taps twice, or whose click is told twice, gives no message more credit.
///
/// @param touches at least one; the last one earns the booked credit
public record Journey(List<Touch> touches) {

    // Of equal times the lowest message comes last, since it is the one that is booked; of one
    // message the click.
    private static final Comparator<Touch> ORDER =
            Comparator.comparing(Touch::at)
                    .thenComparing(touch -> touch.message().packed(), Comparator.reverseOrder())
                    .thenComparing(touch -> touch.kind().word(), Comparator.reverseOrder());

    public Journey {
        touches = List.copyOf(touches);
        if (touches.isEmpty()) {
            throw new IllegalArgumentException("A journey has a touch");
        }
    }

    /// @param candidates every touch whose window holds the order, of all tiers, in any order
    /// @return empty: the order was touched by nothing
    public static Optional<Journey> of(List<Touch> candidates) {
        var strongest = candidates.stream().mapToInt(touch -> touch.kind().tier()).min();
        if (strongest.isEmpty()) {
            return Optional.empty();
        }
        var steps = new ArrayList<Touch>();
        candidates.stream()
                .filter(touch -> touch.kind().tier() == strongest.getAsInt())
                .sorted(ORDER)
                .forEach(touch -> {
                    if (!steps.isEmpty() && steps.getLast().message().equals(touch.message())) {
                        steps.removeLast();
                    }
                    steps.add(touch);
                });
        return Optional.of(new Journey(steps));
    }

    public Touch last() {
        return touches.getLast();
    }

    MessageId message(int step) {
        return touches.get(step).message();
    }
}
