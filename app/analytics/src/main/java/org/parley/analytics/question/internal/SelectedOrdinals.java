package org.parley.analytics.question.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.Patience;
import org.parley.core.audience.RunSelection;
import org.parley.core.audience.SelectedPeople;

/// Who is in a selection by facts, from ClickHouse.
public final class SelectedOrdinals {

    private final DSLContext clickHouse;
    private final KeptAnswers kept;

    public SelectedOrdinals(DSLContext clickHouse, KeptAnswers kept) {
        this.clickHouse = clickHouse;
        this.kept = kept;
    }

    record Counted(long people) {}

    public long count(RunSelection selection) {
        var query =
                clickHouse
                        .select(DSL.field("toInt64(bitmapCardinality(people))"))
                        .from(DSL.table("({0})", SelectedPeople.bitmap(selection)));
        return kept.of(
                        selection.run(),
                        null,
                        query,
                        Counted.class,
                        row -> new Counted(row.get(0, Long.class)))
                .getFirst()
                .people();
    }

    /// @param after exclusive; 0: from the first
    /// @return ascending
    public List<Integer> page(RunSelection selection, int after, int limit) {
        var query =
                clickHouse
                        .select(
                                DSL.field(
                                        "arrayJoin(bitmapToArray(bitmapSubsetLimit(people,"
                                                + " toUInt32({0}), toUInt32({1}))))",
                                        DSL.val(after + 1L), DSL.val(limit)))
                        .from(DSL.table("({0})", SelectedPeople.bitmap(selection)));
        return Patience.fetch(clickHouse, query, row -> row.get(0, Integer.class));
    }

    /// All of one moment, ascending, in lists of `size` and a shorter last one.
    public void each(RunSelection selection, int size, Consumer<List<Integer>> taker) {
        try (var ordinals =
                clickHouse
                        .select(DSL.field("arrayJoin(bitmapToArray(people))", Integer.class))
                        .from(DSL.table("({0})", SelectedPeople.bitmap(selection)))
                        .fetchSize(size)
                        .fetchLazy()) {
            var part = new ArrayList<Integer>(size);
            for (var row : ordinals) {
                part.add(row.value1());
                if (part.size() == size) {
                    taker.accept(List.copyOf(part));
                    part.clear();
                }
            }
            if (!part.isEmpty()) {
                taker.accept(part);
            }
        }
    }
}
