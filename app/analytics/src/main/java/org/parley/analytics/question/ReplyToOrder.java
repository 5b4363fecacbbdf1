package org.parley.analytics.question;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who bought, by how they answered.
///
/// @param from inclusive, and until exclusive: sales of this window count, credited or not
/// @param note how not to read it
public record ReplyToOrder(
        int run, Instant from, Instant until, String note, List<ArmAnswers> arms) {

    static final String NOTE =
            "Association, not cause: people chose themselves whether to answer, and an order may have"
                    + " come before the answer. What the message caused is the comparison of arms.";

    public ReplyToOrder {
        arms = List.copyOf(arms);
    }

    /// @param channel the first that is tried; null: the holdout
    /// @param groups wrote, tapped, clicked, neither; everybody whom it reached is in one
    public record ArmAnswers(
            int arm, String name, @Nullable String channel, List<AnswerGroup> groups) {

        public ArmAnswers {
            groups = List.copyOf(groups);
        }
    }

    /// @param answer `wrote`: a text; `tapped`: buttons only; `clicked`: links only; `neither`
    /// @param people of the group
    /// @param ordered people with a sale in the window, of the group
    public record AnswerGroup(
            String answer, long people, EstimatedShare ordered, List<NetRevenue> revenue) {

        public AnswerGroup {
            revenue = List.copyOf(revenue);
        }
    }
}
