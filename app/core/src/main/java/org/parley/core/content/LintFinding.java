package org.parley.core.content;

import org.parley.core.kernel.Channel;

/// Something that a channel cannot carry as written.
///
/// @param part place in the message, such as `content.buttons[2].text`
/// @param limit what the channel takes, such as `20 characters`; empty where it is no matter of
///   amount
/// @param actual what the message has, such as `31 characters`
/// @param detail the whole finding for a person
public record LintFinding(
        Severity severity,
        Channel channel,
        String part,
        String limit,
        String actual,
        String detail) {

    /// An error blocks scheduling; a warning explains what the person will see instead.
    public enum Severity {
        ERROR,
        WARNING
    }

    public static LintFinding error(
            Channel channel, String part, String limit, String actual, String detail) {
        return new LintFinding(Severity.ERROR, channel, part, limit, actual, detail);
    }

    public static LintFinding warning(
            Channel channel, String part, String limit, String actual, String detail) {
        return new LintFinding(Severity.WARNING, channel, part, limit, actual, detail);
    }

    public boolean blocks() {
        return severity == Severity.ERROR;
    }

    /// The same in other words, in a place that begins with `prefix`.
    public LintFinding retold(Severity as, String prefix, String before) {
        return new LintFinding(as, channel, prefix + part, limit, actual, before + detail);
    }
}
