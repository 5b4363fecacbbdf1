package org.parley.core.carriage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RichMessage;
import org.parley.core.content.Skeleton;

/// Says before anybody gets a message what a channel will make of it: the very reduction that rules
/// at sending, on the message as it would look with short and with long values.
public final class Linter {

    private static final String LONG = "With long values: ";

    private Linter() {}

    /// @param wire what the provider's form itself would not take of a filled message, given
    ///   whether the window is open; the findings of the reduction included
    public static List<LintFinding> lint(
            RichMessage message,
            Carriage carriage,
            BiFunction<RenderedMessage, Boolean, List<LintFinding>> wire) {
        Set<LintFinding> findings =
                new LinkedHashSet<>(lint("content.", message.content(), carriage, wire));
        message.locales().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each ->
                        findings.addAll(
                                lint(
                                        "locales." + each.getKey() + ".",
                                        each.getValue(),
                                        carriage,
                                        wire)));
        return List.copyOf(findings);
    }

    private static List<LintFinding> lint(
            String prefix,
            Content content,
            Carriage carriage,
            BiFunction<RenderedMessage, Boolean, List<LintFinding>> wire) {
        List<LintFinding> findings =
                switch (carriage.outside()) {
                    case ANYTHING -> filled(content, carriage, wire, true);
                    case NOTHING -> {
                        List<LintFinding> open =
                                new ArrayList<>(filled(content, carriage, wire, true));
                        open.add(onlyInWindow(carriage));
                        yield open;
                    }
                    case TEMPLATE -> templated(content, carriage, wire);
                };
        return findings.stream().map(each -> each.retold(each.severity(), prefix, "")).toList();
    }

    /// A campaign reaches people outside the window, so what fails there fails the message; what
    /// fails inside only says that the template goes out there too.
    private static List<LintFinding> templated(
            Content content,
            Carriage carriage,
            BiFunction<RenderedMessage, Boolean, List<LintFinding>> wire) {
        List<LintFinding> findings = new ArrayList<>(filled(content, carriage, wire, false));
        if (content.templates().containsKey(carriage.channel())) {
            Reduction open =
                    Reducer.reduce(Skeleton.LARGE.of(content, carriage.channel()), carriage, true);
            if (open instanceof Reduction.Templated) {
                findings.add(
                        LintFinding.warning(
                                carriage.channel(),
                                "body",
                                "",
                                "",
                                "Within the service window too the template is sent: no free message"
                                        + " carries this one whole"));
            }
        } else {
            findings.addAll(filled(content, carriage, wire, true));
        }
        return findings;
    }

    private static LintFinding onlyInWindow(Carriage carriage) {
        return LintFinding.warning(
                carriage.channel(),
                "body",
                "",
                "",
                "Only people who wrote within the service window get it on channel "
                        + carriage.channel());
    }

    /// An error where nobody could get it, a warning where a contact with long values could not.
    private static List<LintFinding> filled(
            Content content,
            Carriage carriage,
            BiFunction<RenderedMessage, Boolean, List<LintFinding>> wire,
            boolean open) {
        List<LintFinding> findings =
                new ArrayList<>(wire.apply(Skeleton.LEAST.of(content, carriage.channel()), open));
        Set<String> parts = findings.stream().map(LintFinding::part).collect(Collectors.toSet());
        wire.apply(Skeleton.LARGE.of(content, carriage.channel()), open).stream()
                .filter(finding -> !parts.contains(finding.part()))
                .map(finding ->
                        finding.retold(
                                Severity.WARNING,
                                "",
                                finding.blocks() ? LONG + "it is not sent. " : LONG))
                .forEach(findings::add);
        return findings;
    }
}
