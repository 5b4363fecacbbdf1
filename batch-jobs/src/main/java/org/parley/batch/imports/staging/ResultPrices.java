package org.parley.batch.imports.staging;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.MalformedFileException;
import org.parley.batch.imports.results.ResultMapping.Cost;
import org.parley.batch.imports.results.ResultMapping.SentArm;

/// What the messages of a file cost. A total is shared out over the messages that are the first to
/// bring it; each keeps its share from then on, whichever file it lands with and whenever that is,
/// so that files which are under way at once, or break off, never bill more than the total. Who
/// comes when nothing is left is billed at nothing. Joins the caller's transaction.
final class ResultPrices {

    /// A millionth, the finest that a price can be.
    private static final int PRICE_DIGITS = 6;

    private static final BigDecimal TOO_DEAR = new BigDecimal(1_000_000);

    private final Statements statements;

    ResultPrices(Statements statements) {
        this.statements = statements;
    }

    /// @param arms of the run, all of them
    void fix(long importId, int run, List<SentArm> arms) {
        statements.count("lock-run.sql", Map.of("run", run));
        for (int i = 0; i < arms.size(); i++) {
            fix(importId, run, i + 1, arms.get(i).cost());
        }
    }

    private void fix(long importId, int run, int arm, @Nullable Cost cost) {
        if (cost == null) {
            return;
        }
        BigDecimal perMessage = cost.perMessage();
        BigDecimal total = cost.total();
        if (perMessage != null) {
            statements.update(
                    "price-results.sql",
                    Map.of("import", importId, "arm", arm, "price", perMessage));
        } else if (total != null) {
            Map<String, Object> of = Map.of("import", importId, "run", run, "arm", arm);
            long messages = statements.count("unpriced-results.sql", of);
            if (messages > 0) {
                reserve(importId, run, arm, messages, total);
            }
            statements.update("price-reserved-results.sql", of);
        }
    }

    private void reserve(long importId, int run, int arm, long messages, BigDecimal total) {
        long spent = statements.count("spent-results.sql", Map.of("run", run, "arm", arm));
        BigDecimal left =
                total.subtract(BigDecimal.valueOf(spent, PRICE_DIGITS)).max(BigDecimal.ZERO);
        BigDecimal parts = BigDecimal.valueOf(messages);
        BigDecimal price = left.divide(parts, PRICE_DIGITS, RoundingMode.DOWN);
        if (price.compareTo(TOO_DEAR) >= 0) {
            throw new MalformedFileException(
                    "A message of arm " + arm + " would cost a million or more; look at its total");
        }
        long dearer =
                left.subtract(price.multiply(parts)).movePointRight(PRICE_DIGITS).longValueExact();
        statements.update(
                "reserve-prices.sql",
                Map.of(
                        "import", importId, "run", run, "arm", arm, "price", price, "dearer",
                        dearer));
    }
}
