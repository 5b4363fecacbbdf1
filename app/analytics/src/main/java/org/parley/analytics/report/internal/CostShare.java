package org.parley.analytics.report.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.parley.analytics.attribution.LargestRemainder;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.TrueUp;

/// What the messages of a cell cost in one currency.
///
/// @param billed messages
public record CostShare(String cell, String currency, long minor, long billed) {

    /// A cost line as far as it belongs to a cell.
    record Piece(String cell, CostLine line) {}

    /// Rounds every line once, and splits it between its cells by the largest remainder.
    static List<CostShare> split(List<Piece> pieces) {
        record Line(int arm, String channel, String country, String price, String currency) {}
        var lines = new LinkedHashMap<Line, List<Piece>>();
        for (var piece : pieces) {
            var line = piece.line();
            lines.computeIfAbsent(
                            new Line(
                                    line.arm(),
                                    line.channel(),
                                    line.country(),
                                    line.unitPrice().toPlainString(),
                                    line.currency()),
                            _ -> new ArrayList<>())
                    .add(piece);
        }
        var shares = new ArrayList<CostShare>();
        for (var parts : lines.values()) {
            var quantities = parts.stream().mapToLong(part -> part.line().quantity()).toArray();
            var whole = parts.getFirst().line().times(Arrays.stream(quantities).sum());
            var minor = LargestRemainder.split(whole.amountMinor(), quantities);
            for (var i = 0; i < minor.length; i++) {
                shares.add(share(parts.get(i), minor[i]));
            }
        }
        return shares;
    }

    /// Rounds every piece for itself: cells that overlap are no parts of a whole.
    static List<CostShare> each(List<Piece> pieces) {
        return pieces.stream().map(piece -> share(piece, piece.line().amountMinor())).toList();
    }

    /// Splits each true-up among the cells of its messages by the largest remainder.
    static List<CostShare> split(List<Piece> pieces, List<TrueUp> trueUps) {
        var shares = new ArrayList<CostShare>();
        for (var up : trueUps) {
            var bearer = bearer(up, pieces.stream().map(Piece::line).toList());
            var its = pieces.stream().filter(piece -> bearer.test(piece.line())).toList();
            if (!its.isEmpty()) {
                var minor =
                        LargestRemainder.split(
                                up.minor(),
                                its.stream().mapToLong(piece -> piece.line().quantity()).toArray());
                for (var i = 0; i < minor.length; i++) {
                    shares.add(new CostShare(its.get(i).cell(), up.currency(), minor[i], 0));
                }
            }
        }
        return shares;
    }

    /// Gives each cell its part of each true-up, rounded for itself.
    ///
    /// @param whole cost lines of the run
    static List<CostShare> each(List<Piece> pieces, List<TrueUp> trueUps, List<CostLine> whole) {
        var shares = new ArrayList<CostShare>();
        for (var up : trueUps) {
            var bearer = bearer(up, whole);
            var messages = whole.stream().filter(bearer).mapToLong(CostLine::quantity).sum();
            pieces.stream()
                    .filter(piece -> bearer.test(piece.line()))
                    .map(piece ->
                            new CostShare(
                                    piece.cell(),
                                    up.currency(),
                                    BigDecimal.valueOf(up.minor())
                                            .multiply(BigDecimal.valueOf(piece.line().quantity()))
                                            .divide(
                                                    BigDecimal.valueOf(messages),
                                                    0,
                                                    RoundingMode.HALF_UP)
                                            .longValueExact(),
                                    0))
                    .forEach(shares::add);
        }
        return shares;
    }

    /// Which messages bear a true-up: its own, or, as it may be of such as were never billed, those
    /// nearest to them.
    private static Predicate<CostLine> bearer(TrueUp up, List<CostLine> lines) {
        Predicate<CostLine> arm = line -> up.arm() == line.arm();
        var channel = arm.and(line -> up.channel().equals(line.channel()));
        var country = channel.and(line -> up.country().equals(line.country()));
        return Stream.of(country, channel, arm)
                .filter(each -> lines.stream().anyMatch(each))
                .findFirst()
                .orElse(_ -> true);
    }

    private static CostShare share(Piece piece, long minor) {
        return new CostShare(piece.cell(), piece.line().currency(), minor, piece.line().quantity());
    }
}
