package org.parley.batch.imports.staging;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.MalformedFileException;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.batch.imports.results.ResultMapping.Columns;
import org.parley.batch.imports.results.ResultMapping.Cost;
import org.parley.batch.imports.results.ResultMapping.Fact;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Results of a campaign that another tool sent, as a run with its ledger, events and orders. A
/// recipient is recorded whole or not at all, and once: who is in the run already is left alone
/// where they are told as before, and rejected where they are told otherwise.
public final class ApplyResults implements Applying {

    /// A millionth, the finest that a price can be.
    private static final int PRICE_DIGITS = 6;

    private static final BigDecimal TOO_DEAR = new BigDecimal(1_000_000);

    private final Statements statements;
    private final WaitingRoom room;
    private final ForeignRuns runs;
    private final ResultMapping mapping;
    private final String actor;

    /// @param actor who imports the file
    public ApplyResults(
            JdbcClient jdbc,
            WaitingRoom room,
            ForeignRuns runs,
            ResultMapping mapping,
            String actor) {
        this.statements = new Statements(jdbc);
        this.room = room;
        this.runs = runs;
        this.mapping = mapping;
        this.actor = actor;
    }

    @Override
    public long prepare(long importId) {
        Map<String, Long> whole = Map.of("import", importId);
        statements.update("identify-results.sql", whole);
        statements.update("group-results.sql", grouping(importId));
        room.analyze(importId, Staged.RESULTS);
        // a file of strangers alone makes no run
        if (statements.count("known-results.sql", whole) > 0) {
            int run = runs.land(mapping, actor);
            for (int i = 0; i < mapping.arms().size(); i++) {
                price(importId, run, i + 1, mapping.arms().get(i).cost());
            }
        }
        return statements.count("last-result.sql", whole);
    }

    private Map<String, Object> grouping(long importId) {
        Columns columns = mapping.columns();
        String emails =
                IntStream.rangeClosed(1, mapping.arms().size())
                        .filter(arm -> mapping.arms().get(arm - 1).email())
                        .mapToObj(arm -> "," + arm + ",")
                        .collect(Collectors.joining());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("import", importId);
        parameters.put("at", mapping.campaign().began().atOffset(ZoneOffset.UTC));
        parameters.put("raw", mapping.rawOpens());
        parameters.put("emails", emails);
        parameters.put("key", first(columns.externalId(), columns.email(), columns.phone()));
        parameters.put("arm", first(columns.arm()));
        parameters.put("sent", first(column(columns.sent()), columns.arm()));
        parameters.put("order", orderColumn());
        return parameters;
    }

    private static @Nullable String column(@Nullable Fact fact) {
        if (fact == null) {
            return null;
        }
        return fact.column() == null ? fact.time() : fact.column();
    }

    private String orderColumn() {
        Columns columns = mapping.columns();
        return first(columns.order(), column(columns.converted()), columns.revenue());
    }

    /// For the reject file; empty where no column is to blame.
    private static String first(@Nullable String... names) {
        for (@Nullable String name : names) {
            if (name != null) {
                return name;
            }
        }
        return "";
    }

    /// A total is shared out over the messages that bring it, whichever file they come in; what was
    /// billed before is taken off, so that a file which broke off is made up for by the next.
    private void price(long importId, int run, int arm, @Nullable Cost cost) {
        if (cost == null) {
            return;
        }
        Map<String, Object> of = Map.of("import", importId, "run", run, "arm", arm);
        long messages = statements.count("billable-results.sql", of);
        BigDecimal total = cost.total();
        BigDecimal price = cost.perMessage();
        long dearer = 0;
        if (total != null && messages > 0) {
            BigDecimal left =
                    total.subtract(
                            BigDecimal.valueOf(
                                    statements.count(
                                            "billed-results.sql", Map.of("run", run, "arm", arm)),
                                    PRICE_DIGITS));
            if (left.signum() > 0) {
                BigDecimal parts = BigDecimal.valueOf(messages);
                price = left.divide(parts, PRICE_DIGITS, RoundingMode.DOWN);
                dearer =
                        left.subtract(price.multiply(parts))
                                .movePointRight(PRICE_DIGITS)
                                .longValueExact();
            }
        }
        if (price == null || messages == 0) {
            return;
        }
        if (price.compareTo(TOO_DEAR) >= 0) {
            throw new MalformedFileException(
                    "A message of arm " + arm + " would cost a million or more; look at its total");
        }
        statements.update(
                "price-results.sql",
                Map.of(
                        "import", importId, "run", run, "arm", arm, "price", price, "dearer",
                        dearer));
    }

    @Override
    public int sliceSize() {
        return 5_000;
    }

    @Override
    public Applied apply(Slice slice) {
        Optional<Integer> run = runs.find(mapping.campaign());
        run.ifPresent(id -> {
            statements.count("lock-run.sql", Map.of("run", id));
            statements.update("withdraw-results.sql", parameters(slice, id));
            statements.update("refuse-changed-results.sql", parameters(slice, id));
        });
        long rejected = statements.update("reject-results.sql", slice);
        run.ifPresent(id -> land(parameters(slice, id)));
        return new Applied(statements.count("count-results.sql", slice), rejected);
    }

    private void land(Map<String, Object> parameters) {
        statements.update("number-results.sql", parameters);
        statements.update("land-results.sql", parameters);
        if (mapping.columns().converted() != null || mapping.columns().revenue() != null) {
            statements.update("place-result-orders.sql", parameters);
            statements.update("report-known-orders.sql", parameters);
        }
    }

    private Map<String, Object> parameters(Slice slice, int run) {
        String currency = mapping.campaign().currency();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("import", slice.importId());
        parameters.put("after", slice.after());
        parameters.put("to", slice.to());
        parameters.put("run", run);
        parameters.put("at", mapping.campaign().began().atOffset(ZoneOffset.UTC));
        parameters.put("campaign", mapping.campaign().externalId());
        parameters.put("store", mapping.store());
        parameters.put("order", orderColumn());
        // where there is none, there is no cost and no order either
        parameters.put("currency", currency);
        parameters.put(
                "digits",
                currency == null ? 0 : Currency.getInstance(currency).getDefaultFractionDigits());
        return parameters;
    }
}
