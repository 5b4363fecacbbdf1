package org.parley.analytics.attribution;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;

/// How the credit for an order is spread over its journey. All of them see the same touches; they
/// are opinions side by side, none of them says what a message caused.
public enum AttributionModel {
    LAST_TOUCH("last-touch", "Last touch", "All of it to the latest touch; this is what is booked"),
    FIRST_TOUCH("first-touch", "First touch", "All of it to the earliest touch"),
    LINEAR("linear", "Linear", "The same to every touch"),
    POSITION(
            "position",
            "Position",
            "40 % each to the first and the last touch, 20 % shared by those between; half each"
                    + " where there are two"),
    TIME_DECAY(
            "time-decay",
            "Time decay",
            "The nearer to the order the more: a touch seven days earlier gets half");

    /// The model whose credit stands in ledgers and exports.
    public static final AttributionModel BOOKED = LAST_TOUCH;

    /// Weight of the latest touch under time decay. Large, so that rounding the others to whole
    /// numbers moves no cent of any real order.
    private static final double UNIT = 1L << 40;

    private static final double HALF_LIFE_MILLIS = Duration.ofDays(7).toMillis();

    private final String word;
    private final String label;
    private final String description;

    AttributionModel(String word, String label, String description) {
        this.word = word;
        this.label = label;
        this.description = description;
    }

    /// As the model is stored and named in the API.
    @JsonValue
    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    public static AttributionModel of(String word) {
        for (var model : values()) {
            if (model.word.equals(word)) {
                return model;
            }
        }
        throw new IllegalArgumentException("Not an attribution model: " + word);
    }

    /// What each step of the journey weighs, in whole numbers that mean something only beside each
    /// other; at least one is more than 0.
    long[] weights(Journey journey) {
        var steps = journey.touches().size();
        var weights = new long[steps];
        switch (this) {
            case LAST_TOUCH -> weights[steps - 1] = 1;
            case FIRST_TOUCH -> weights[0] = 1;
            case LINEAR -> Arrays.fill(weights, 1);
            case POSITION -> {
                // .4 and .2 / (n - 2), both times 5 (n - 2)
                Arrays.fill(weights, 1);
                weights[0] = Math.max(1, 2L * (steps - 2));
                weights[steps - 1] = weights[0];
            }
            case TIME_DECAY -> {
                // 2^(-days/7). Counted from the latest touch instead of from the order: the same
                // shares, since that multiplies all weights by one number.
                for (var step = 0; step < steps; step++) {
                    var age =
                            Duration.between(journey.touches().get(step).at(), journey.last().at());
                    var weight = UNIT * StrictMath.pow(2, -age.toMillis() / HALF_LIFE_MILLIS);
                    weights[step] = Math.max(1, Math.round(weight));
                }
            }
        }
        return weights;
    }
}
