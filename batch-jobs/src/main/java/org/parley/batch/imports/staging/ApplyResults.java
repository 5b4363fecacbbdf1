package org.parley.batch.imports.staging;

import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.batch.imports.results.ResultMapping.Columns;
import org.parley.batch.imports.results.ResultMapping.Fact;
import org.parley.batch.imports.results.ResultMapping.SentCampaign;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Results of a campaign that another tool sent, as a run with its ledger, events and orders. A
/// recipient is recorded whole or not at all, and once: who is in the run already is left alone
/// where they are told as before, and rejected where they are told otherwise.
public final class ApplyResults implements Applying {

    private final Statements statements;
    private final ResultPrices prices;
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
        this.prices = new ResultPrices(statements);
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
            prices.fix(importId, runs.land(mapping, actor), mapping.arms());
        }
        if (tellsOrders()) {
            statements.update(
                    "number-result-orders.sql",
                    Map.of("import", importId, "campaign", mapping.campaign().externalId()));
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
        parameters.put("key", columns.key());
        parameters.put("arm", first(columns.arm()));
        parameters.put("sent", first(Fact.named(columns.sent()), columns.arm()));
        parameters.put("order", orderColumn());
        return parameters;
    }

    private String orderColumn() {
        Columns columns = mapping.columns();
        return first(columns.order(), Fact.named(columns.converted()), columns.revenue());
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

    @Override
    public int sliceSize() {
        return 5_000;
    }

    @Override
    public Applied apply(Slice slice) {
        statements.update("withdraw-results.sql", withdrawing(slice));
        Optional<Integer> run = runs.find(mapping.campaign());
        run.ifPresent(id -> {
            statements.count("lock-run.sql", Map.of("run", id));
            statements.update("refuse-changed-results.sql", parameters(slice, id));
        });
        long rejected = statements.update("reject-results.sql", slice);
        run.ifPresent(id -> land(parameters(slice, id)));
        return new Applied(statements.count("count-results.sql", slice), rejected);
    }

    private void land(Map<String, Object> parameters) {
        statements.update("number-results.sql", parameters);
        statements.update("land-results.sql", parameters);
        if (tellsOrders()) {
            statements.update("place-result-orders.sql", parameters);
            statements.update("report-known-orders.sql", parameters);
        }
    }

    private boolean tellsOrders() {
        return mapping.columns().converted() != null || mapping.columns().revenue() != null;
    }

    /// The channels of the arms, none for the holdout.
    private Map<String, Object> withdrawing(Slice slice) {
        SentCampaign campaign = mapping.campaign();
        Map<String, Object> parameters = range(slice);
        parameters.put("purpose", campaign.purposeOrMarketing());
        parameters.put("evidence", campaign.source() + "/" + campaign.externalId());
        parameters.put(
                "channels",
                mapping.arms().stream()
                        .map(arm -> Objects.requireNonNullElse(arm.channel(), ""))
                        .collect(Collectors.joining(",")));
        return parameters;
    }

    private static Map<String, Object> range(Slice slice) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("import", slice.importId());
        parameters.put("after", slice.after());
        parameters.put("to", slice.to());
        return parameters;
    }

    private Map<String, Object> parameters(Slice slice, int run) {
        String currency = mapping.campaign().currency();
        Map<String, Object> parameters = range(slice);
        parameters.put("run", run);
        parameters.put("at", mapping.campaign().began().atOffset(ZoneOffset.UTC));
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
