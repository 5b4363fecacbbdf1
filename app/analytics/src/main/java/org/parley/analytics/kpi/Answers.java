package org.parley.analytics.kpi;

import org.jspecify.annotations.Nullable;

/// What people answered, and how long they took.
///
/// @param complained of the delivered, people who told the provider that the message is spam
/// @param negative of the delivered, people who opted out or complained
/// @param kept whether the events of all replies are still kept; otherwise nothing is known of
///   conversations and of times to reply
/// @param conversed people who wrote a second time within 24 hours of the first
/// @param timed people whose time to reply is known
/// @param withinHour those of them who took an hour at most
/// @param replyMedian milliseconds; null: of nobody
/// @param replyTail the 90th percentile of the same
/// @param buyers people with a credited sale
/// @param conversionMedian milliseconds from touch to their first credited sale; null: of nobody
public record Answers(
        long complained,
        long negative,
        boolean kept,
        long conversed,
        long timed,
        long withinHour,
        @Nullable Long replyMedian,
        @Nullable Long replyTail,
        long buyers,
        @Nullable Long conversionMedian) {

    public static final Answers NONE = new Answers(0, 0, true, 0, 0, 0, null, null, 0, null);
}
