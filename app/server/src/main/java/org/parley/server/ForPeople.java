package org.parley.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/// Lets onto the console what a person at it must know: Parley's own words, and warnings of others.
public final class ForPeople extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean ours = event.getLoggerName().startsWith("org.parley.");
        return ours || event.getLevel().isGreaterOrEqual(Level.WARN)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }
}
