package org.parley.batch.rejudge;

import java.time.Instant;
import java.util.Locale;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.Giveaway;
import org.parley.core.tracking.SightingKind;
import org.parley.core.tracking.ToldSighting;
import org.parley.core.tracking.Verdict;

/// A click, a reading or a reply as it was told, and the verdict that stands.
///
/// @param at of the millisecond
/// @param implied a reading that was only concluded from a click or a reply
/// @param link index of the clicked link
/// @param overturned whether its verdict at arrival does not stand
/// @param evidence of a click or an open; of others it says that no rules judged them
record ToldEvent(
        Message message,
        Kind kind,
        long id,
        Instant at,
        boolean implied,
        int link,
        boolean overturned,
        ToldSighting evidence) {

    /// Reason of a reading that was only concluded.
    static final String IMPLIED = "implied";

    /// A message to one person on one of its channels.
    record Message(MessageId id, String channel) {}

    enum Kind {
        CLICKED,
        READ,
        REPLIED;

        /// @param word as events keep it
        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /// As it stands in the database.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// What rules would take it for.
        SightingKind sighting() {
            return switch (this) {
                case READ -> SightingKind.OPENED;
                case CLICKED, REPLIED -> SightingKind.CLICKED;
            };
        }
    }

    /// @param judgedBy as events keep it
    static Verdict arrival(boolean machine, String judgedBy) {
        return machine ? new Verdict(true, Giveaway.of(judgedBy)) : Verdict.PERSON;
    }

    boolean machineAtArrival() {
        return evidence.arrival().machine();
    }

    /// By the verdict that stands.
    boolean machine() {
        return machineAtArrival() != overturned;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    MessageId person() {
        return message.id();
    }

    /// Whether it happened to the same message in the same millisecond.
    boolean coincides(ToldEvent other) {
        return message.equals(other.message) && at.equals(other.at);
    }
}
