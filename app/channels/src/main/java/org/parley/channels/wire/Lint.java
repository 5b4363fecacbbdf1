package org.parley.channels.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parley.core.content.LintFinding;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.Channel;

/// Collects what a channel cannot carry.
public final class Lint {

    private final Channel channel;
    private final List<LintFinding> findings = new ArrayList<>();

    public Lint(Channel channel) {
        this.channel = channel;
    }

    /// Holds the message against the limits that also rule at sending: an error where nobody could
    /// get it, a warning where a contact with long values could not.
    public Lint limits(RichMessage message, Function<RenderedMessage, List<Breach>> breaches) {
        List<Breach> certain = breaches.apply(Skeleton.LEAST.of(message, channel));
        certain.forEach(breach -> error(breach.part(), breach.detail()));
        Set<String> parts = certain.stream().map(Breach::part).collect(Collectors.toSet());
        breaches.apply(Skeleton.LARGE.of(message, channel)).stream()
                .filter(breach -> !parts.contains(breach.part()))
                .forEach(breach ->
                        warning(
                                breach.part(),
                                "With long values it is not sent: " + breach.detail()));
        return this;
    }

    public Lint error(String part, String detail) {
        findings.add(new LintFinding(Severity.ERROR, channel, part, detail));
        return this;
    }

    public Lint warning(String part, String detail) {
        findings.add(new LintFinding(Severity.WARNING, channel, part, detail));
        return this;
    }

    public List<LintFinding> findings() {
        return List.copyOf(findings);
    }
}
