package org.parley.core.dispatch;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.parley.core.dispatch.RecipientState.CLAIMED;
import static org.parley.core.dispatch.RecipientState.DEFERRED;
import static org.parley.core.dispatch.RecipientState.FAILED;
import static org.parley.core.dispatch.RecipientState.PENDING;
import static org.parley.core.dispatch.RecipientState.SENT;
import static org.parley.core.dispatch.RecipientState.SKIPPED;
import static org.parley.core.dispatch.RecipientState.UNKNOWN;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.RUN;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.parley.core.dispatch.BalanceSheet.ArmLine;
import org.parley.core.dispatch.BalanceSheet.ReasonCount;
import org.parley.core.kernel.ProblemException;

/// Reads balance sheets: the ledger grouped once, in one statement and so of one moment.
public final class Balances {

    private final DSLContext dsl;

    public Balances(DSLContext dsl) {
        this.dsl = dsl;
    }

    private record Cell(
            int arm, RecipientState state, String reason, long count, long delivered, long read) {}

    /// @throws ProblemException NOT_FOUND when there is no such run
    public BalanceSheet of(int runId) {
        List<Cell> cells =
                dsl.select(
                                RECIPIENT.ARM,
                                RECIPIENT.STATE,
                                coalesce(RECIPIENT.REASON, inline("")),
                                count(),
                                count().filterWhere(RECIPIENT.DELIVERED_AT.isNotNull()),
                                count().filterWhere(RECIPIENT.READ_AT.isNotNull()))
                        .from(RECIPIENT)
                        .where(RECIPIENT.RUN_ID.eq(runId))
                        .groupBy(
                                RECIPIENT.ARM,
                                RECIPIENT.STATE,
                                coalesce(RECIPIENT.REASON, inline("")))
                        .fetch(row ->
                                new Cell(
                                        row.value1(),
                                        RecipientState.of(row.value2()),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6()));
        long targeted =
                dsl.select(RUN.TARGETED)
                        .from(RUN)
                        .where(RUN.ID.eq(runId))
                        .fetchOptional(RUN.TARGETED)
                        .orElseThrow(() -> ProblemException.notFound("run", runId));
        return new BalanceSheet(
                targeted,
                sum(cells, EnumSet.of(SENT)),
                sum(cells, EnumSet.of(FAILED)),
                sum(cells, EnumSet.of(SKIPPED)),
                sum(cells, EnumSet.of(DEFERRED)),
                sum(cells, EnumSet.of(UNKNOWN)),
                sum(cells, EnumSet.of(PENDING, CLAIMED)),
                reasons(cells),
                arms(runId, cells));
    }

    private List<ArmLine> arms(int runId, List<Cell> cells) {
        Map<Integer, List<Cell>> byArm = cells.stream().collect(Collectors.groupingBy(Cell::arm));
        return dsl.select(CAMPAIGN_ARM.ARM, CAMPAIGN_ARM.NAME, CAMPAIGN_ARM.CHANNEL)
                .from(CAMPAIGN_ARM)
                .join(RUN)
                .on(RUN.CAMPAIGN_ID.eq(CAMPAIGN_ARM.CAMPAIGN_ID))
                .where(RUN.ID.eq(runId))
                .orderBy(CAMPAIGN_ARM.ARM)
                .fetch(row -> {
                    List<Cell> own = byArm.getOrDefault(row.value1().intValue(), List.of());
                    return new ArmLine(
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            row.value3() == null,
                            sum(own, EnumSet.allOf(RecipientState.class)),
                            sum(own, EnumSet.of(SENT)),
                            sum(own, EnumSet.of(FAILED)),
                            sum(own, EnumSet.of(SKIPPED)),
                            sum(own, EnumSet.of(DEFERRED)),
                            sum(own, EnumSet.of(UNKNOWN)),
                            sum(own, EnumSet.of(PENDING, CLAIMED)),
                            own.stream().mapToLong(Cell::delivered).sum(),
                            own.stream().mapToLong(Cell::read).sum(),
                            reasons(own));
                });
    }

    private static long sum(List<Cell> cells, Set<RecipientState> states) {
        return cells.stream()
                .filter(cell -> states.contains(cell.state()))
                .mapToLong(Cell::count)
                .sum();
    }

    private static List<ReasonCount> reasons(List<Cell> cells) {
        Map<RecipientState, Map<String, Long>> sums = new TreeMap<>();
        for (Cell cell : cells) {
            if (!cell.reason().isEmpty()) {
                sums.computeIfAbsent(cell.state(), _ -> new TreeMap<>())
                        .merge(cell.reason(), cell.count(), Long::sum);
            }
        }
        List<ReasonCount> reasons = new ArrayList<>();
        sums.forEach((state, byReason) ->
                byReason.forEach(
                        (reason, count) -> reasons.add(new ReasonCount(state, reason, count))));
        reasons.sort(Comparator.comparingLong(ReasonCount::count).reversed());
        return reasons;
    }
}
