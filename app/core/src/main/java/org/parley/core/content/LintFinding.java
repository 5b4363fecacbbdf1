package org.parley.core.content;

import org.parley.core.kernel.Channel;

/// Something that a channel cannot carry as written.
///
/// @param part JSON path of the part, such as `buttons[2].text`
/// @param detail names the limit and the actual value
public record LintFinding(Severity severity, Channel channel, String part, String detail) {

    /// An error blocks scheduling; a warning explains what the person will see instead.
    public enum Severity {
        ERROR,
        WARNING
    }
}
