package org.parley.analytics.question;

import org.jspecify.annotations.Nullable;
import org.parley.analytics.experiment.Proportion;

/// A share with Wilson's interval at 95 %.
///
/// @param value count / of; null, as the interval is, where `of` is 0
public record EstimatedShare(
        long count, long of, @Nullable Double value, @Nullable Double low, @Nullable Double high) {

    static EstimatedShare of(long count, long among) {
        if (among == 0) {
            return new EstimatedShare(count, 0, null, null, null);
        }
        var share = new Proportion(count, among);
        var interval = share.wilson();
        return new EstimatedShare(count, among, share.value(), interval.low(), interval.high());
    }
}
