package org.parley.server.web.messages;

import java.util.Locale;
import org.parley.core.content.LintFinding;

/// A finding as it stands in JSON.
record Finding(
        String severity, String channel, String part, String limit, String actual, String detail) {

    static Finding of(LintFinding finding) {
        return new Finding(
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.channel().name(),
                finding.part(),
                finding.limit(),
                finding.actual(),
                finding.detail());
    }
}
