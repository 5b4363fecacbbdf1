package org.parley.analytics.attribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.attribution.AttributionReport.Amounts;
import org.parley.analytics.attribution.AttributionReport.AttributedLine;
import org.parley.analytics.attribution.AttributionReport.AttributedTotal;
import org.parley.analytics.attribution.AttributionReport.Model;
import org.parley.analytics.attribution.AttributionReport.Unmatched;
import org.parley.analytics.attribution.AttributionReport.Unmatched.Reason;
import org.parley.analytics.attribution.internal.ShareFigures;
import org.parley.analytics.attribution.internal.ShareFigures.Names;
import org.parley.analytics.attribution.internal.ShareFigures.RunArm;
import org.parley.analytics.attribution.internal.ShareFigures.Sum;
import org.parley.core.kernel.ProblemException;

/// Models side by side.
public final class AttributionReports {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Amounts NOTHING = Amounts.of(0, 0, 0);
    private static final Names UNNAMED = new Names("", "", false);

    private static final List<Model> MODELS =
            Arrays.stream(AttributionModel.values())
                    .map(model -> new Model(model, model.label(), model.description()))
                    .toList();

    private final ShareFigures figures;

    public AttributionReports(ShareFigures figures) {
        this.figures = figures;
    }

    /// @param from inclusive; null: from the beginning
    /// @param until exclusive; null: without end
    /// @throws ProblemException VALIDATION outside of the years 1 to 9999
    public AttributionReport report(@Nullable Instant from, @Nullable Instant until) {
        var opens = Objects.requireNonNullElse(from, EARLIEST);
        var closes = Objects.requireNonNullElse(until, LATEST);
        if (opens.isBefore(EARLIEST)) {
            throw ProblemException.invalid("from", "A time not before " + EARLIEST);
        }
        if (closes.isAfter(LATEST)) {
            throw ProblemException.invalid("until", "A time not after " + LATEST);
        }
        if (!opens.isBefore(closes)) {
            throw ProblemException.invalid("until", "The range ends before it begins");
        }
        var waiting = figures.waiting();
        var sums = figures.sums(opens, closes);
        var lines = lines(sums);
        var unmatched = unmatched(sums);
        return new AttributionReport(
                from,
                until,
                AttributionModel.BOOKED,
                waiting,
                MODELS,
                lines,
                unmatched,
                totals(lines, unmatched));
    }

    private List<AttributedLine> lines(List<Sum> sums) {
        Set<Integer> runs = new TreeSet<>();
        for (var sum : sums) {
            if (sum.run() != null) {
                runs.add(sum.run());
            }
        }
        var names = figures.names(runs);
        var lines = new ArrayList<AttributedLine>();
        for (var sum : sums) {
            if (sum.model() != null && sum.run() != null && sum.arm() != null) {
                var name = names.getOrDefault(new RunArm(sum.run(), sum.arm()), UNNAMED);
                lines.add(
                        new AttributedLine(
                                AttributionModel.of(sum.model()),
                                sum.run(),
                                name.campaign(),
                                sum.arm(),
                                name.arm(),
                                name.sandbox(),
                                sum.currency(),
                                amounts(sum)));
            }
        }
        return lines;
    }

    private static List<Unmatched> unmatched(List<Sum> sums) {
        var unmatched = new ArrayList<Unmatched>();
        for (var sum : sums) {
            if (sum.reason() != null) {
                unmatched.add(
                        new Unmatched(
                                Reason.valueOf(sum.reason().toUpperCase(Locale.ROOT)),
                                sum.currency(),
                                amounts(sum)));
            }
        }
        return unmatched;
    }

    private static List<AttributedTotal> totals(
            List<AttributedLine> lines, List<Unmatched> unmatched) {
        var left =
                unmatched.stream()
                        .collect(
                                Collectors.toMap(
                                        Unmatched::currency, Unmatched::amounts, Amounts::plus));
        var currencies = new TreeSet<>(left.keySet());
        lines.forEach(line -> currencies.add(line.currency()));
        var totals = new ArrayList<AttributedTotal>();
        for (var model : MODELS) {
            for (var currency : currencies) {
                var credited =
                        lines.stream()
                                .filter(line -> line.model() == model.id())
                                .filter(line -> line.currency().equals(currency))
                                .map(AttributedLine::amounts)
                                .reduce(NOTHING, Amounts::plus);
                var rest = left.getOrDefault(currency, NOTHING);
                totals.add(
                        new AttributedTotal(
                                model.id(), currency, credited, rest, credited.plus(rest)));
            }
        }
        return totals;
    }

    private static Amounts amounts(Sum sum) {
        return Amounts.of(sum.millionths(), sum.gross(), sum.refunds());
    }
}
