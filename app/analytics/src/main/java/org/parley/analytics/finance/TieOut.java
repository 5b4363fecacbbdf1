package org.parley.analytics.finance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.parley.analytics.finance.ControlTotals.Total;

/// One total as each store has it.
///
/// @param file sum of the file, which comes from ClickHouse; minor units
/// @param ledger sum of PostgreSQL's own rows
public record TieOut(
        String currency,
        LineType type,
        long fileQuantity,
        long ledgerQuantity,
        long file,
        long ledger) {

    public boolean agrees() {
        return file == ledger && fileQuantity == ledgerQuantity;
    }

    /// For a person who has to find the difference.
    public String words() {
        return "%s %s: the file has %s in %d, PostgreSQL %s in %d"
                .formatted(
                        currency,
                        type.word(),
                        MinorUnit.toMajor(file, currency).toPlainString(),
                        fileQuantity,
                        MinorUnit.toMajor(ledger, currency).toPlainString(),
                        ledgerQuantity);
    }

    /// Of those that differ.
    static String words(List<TieOut> ties) {
        return ties.stream()
                .filter(tie -> !tie.agrees())
                .map(TieOut::words)
                .collect(Collectors.joining("; ", "The two stores disagree. ", "."));
    }

    static List<TieOut> between(List<Total> file, List<Total> ledger) {
        record Key(String currency, String word) {}
        var keys = new TreeSet<Key>(Comparator.comparing(Key::currency).thenComparing(Key::word));
        file.forEach(total -> keys.add(new Key(total.currency(), total.type().word())));
        ledger.forEach(total -> keys.add(new Key(total.currency(), total.type().word())));
        var ties = new ArrayList<TieOut>();
        for (var key : keys) {
            var type = LineType.of(key.word());
            var ours = find(file, key.currency(), type);
            var theirs = find(ledger, key.currency(), type);
            ties.add(
                    new TieOut(
                            key.currency(),
                            type,
                            ours.map(Total::quantity).orElse(0L),
                            theirs.map(Total::quantity).orElse(0L),
                            ours.map(Total::amountMinor).orElse(0L),
                            theirs.map(Total::amountMinor).orElse(0L)));
        }
        return ties;
    }

    private static Optional<Total> find(List<Total> totals, String currency, LineType type) {
        return totals.stream()
                .filter(total -> total.currency().equals(currency) && total.type() == type)
                .findAny();
    }
}
