package org.parley.analytics.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.internal.KeptAnswerStore.Answer;
import org.parley.analytics.internal.KeptAnswerStore.Kept;
import org.parley.core.kernel.Sha256;
import org.parley.core.tracking.EventMonths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Answers of ClickHouse about one run, kept until what they are computed from has changed. Most
/// runs are over, and their figures stay; so pages about them cost a look at whether that is so.
///
/// It cannot be stale:
/// - What an answer rests on is told by numbers out of the same rows that its query reads
///   ([RunSource]), looked up before it is computed. What comes meanwhile makes it newer than it
///   says, never older.
/// - Which tables those are is read from the query itself; one that reads another is not kept.
/// - Raw events are added, never changed, so another number of them says that some came; a verdict
///   that is overturned is an event too. Only retention takes events away, and only those of months
///   before [EventMonths#firstKept]. Nothing is kept that rests on any of them, and an answer is
///   not read any more once that month has moved on. So while it may be read, their number cannot
///   fall and rise again.
/// - The question is the text of the query with its parameters and the form of what is read:
///   another release with another query finds nothing.
/// - Of several servers that hold the same rows one may be behind, and both numbers and answer come
///   from any. There an answer that was computed within `settling` of the first sight of what it
///   rests on is read for no longer than that, and computed once more.
///
/// Without PostgreSQL answers are computed each time.
public final class KeptAnswers {

    /// Replicas of ClickHouse are seconds behind one another.
    public static final Duration REPLICAS_SETTLE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);
    private static final ScopedValue<RunState> STATE = ScopedValue.newInstance();
    private static final Set<RunSource> EVENTS =
            EnumSet.of(RunSource.MESSAGE_EVENT, RunSource.PASSING_EVENT);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The clock of the node where retention runs may be ahead of ours.
    private static final Duration AHEAD = Duration.ofDays(1);

    /// Below what the table takes, which spells JSON with more spaces.
    private static final int MOST_CHARACTERS = 500_000;

    private static final int LOCKS = 64;

    private final DSLContext postgres;
    private final KeptAnswerStore store;
    private final DSLContext clickHouse;
    private final Clock clock;
    private final Duration settling;
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    /// @param settling zero where ClickHouse has no replicas, else [#REPLICAS_SETTLE]
    public KeptAnswers(DSLContext postgres, DSLContext clickHouse, Clock clock, Duration settling) {
        this.postgres = postgres;
        this.store = new KeptAnswerStore(postgres);
        this.clickHouse = clickHouse;
        this.clock = clock;
        this.settling = settling;
    }

    /// Asks several questions about one run: what they rest on is looked up once.
    ///
    /// @param window for a whole report, whose figures rest on nearly everything: that is looked up
    ///   in one query; null: what each question rests on is looked up when it is asked
    public <R> R together(int run, @Nullable OrderWindow window, Supplier<R> questions) {
        var state = state(run, window, window != null && store.allTold(run));
        if (window != null) {
            state.look(RunSource.USUAL);
        }
        return ScopedValue.where(STATE, state).call(questions::get);
    }

    /// Who asks what somebody is computing on the same node waits for that.
    ///
    /// @param window of orders that count though they are not credited to the run; null: none
    /// @param query about the run alone
    /// @param type a record that JSON gives back as it was
    public <T> List<T> of(
            int run,
            @Nullable OrderWindow window,
            ResultQuery<?> query,
            Class<T> type,
            Function<Record, T> reader) {
        var sql = clickHouse.renderInlined(query);
        return RunSource.of(sql)
                .flatMap(sources -> {
                    if (window != null) {
                        sources.add(RunSource.WINDOW_ORDER);
                    }
                    return standing(run, window).footing(sources, "");
                })
                .map(footing ->
                        answer(
                                run,
                                footing,
                                question(sql, type),
                                type,
                                () -> Patience.fetch(clickHouse, query, reader)))
                .orElseGet(() -> Patience.fetch(clickHouse, query, reader));
    }

    /// Of a query that hangs on raw events of the run, and on what the caller knows of the rest:
    /// for answers that outlast changes of the rest that mean nothing to them.
    ///
    /// @param basis of the rest; empty: nothing
    /// @param type a record that JSON gives back as it was
    public <T> List<T> ofEvents(
            int run,
            String basis,
            ResultQuery<?> query,
            Class<T> type,
            Function<Record, T> reader) {
        var sql = clickHouse.renderInlined(query);
        return standing(run, null)
                .footing(EVENTS, basis)
                .map(footing ->
                        answer(
                                run,
                                footing,
                                question(sql, type),
                                type,
                                () -> Patience.fetch(clickHouse, query, reader)))
                .orElseGet(() -> Patience.fetch(clickHouse, query, reader));
    }

    /// Of a query of the ledger whose answer changes only with what is told as an event of the run
    /// in the same transaction. Looked for, and kept, only where all of these have been relayed.
    ///
    /// @param query of PostgreSQL
    /// @param type a record that JSON gives back as it was
    public <T> List<T> ofLedger(
            int run,
            Function<DSLContext, ResultQuery<?>> query,
            Class<T> type,
            Function<Record, T> reader) {
        var asked = query.apply(postgres);
        var state =
                STATE.isBound() && STATE.get().answers(run, null)
                        ? STATE.get()
                        : state(run, null, store.allTold(run));
        return (state.allTold() ? state.footing(EVENTS, "") : Optional.<Footing>empty())
                .map(footing ->
                        answer(
                                run,
                                footing,
                                question(postgres.renderInlined(asked), type),
                                type,
                                () -> asked.fetch(reader::apply)))
                .orElseGet(() -> asked.fetch(reader::apply));
    }

    /// Rows about each of all runs but some. Computed are those runs alone of which nothing is
    /// kept.
    ///
    /// @param query whose only parameter are runs that do not count, as [ReportQuery#list] has them
    /// @param type a record that JSON gives back as it was
    /// @param run that a row is about
    public <T> List<T> ofRuns(
            Collection<Integer> leftOut,
            ReportQuery query,
            Class<T> type,
            Function<Record, T> reader,
            ToIntFunction<T> run) {
        var question = question(query.text(), type);
        var lock = lock(question);
        lock.lock();
        try {
            var footings = footings(RunSource.of(query.text()).orElseThrow());
            footings.keySet().removeAll(leftOut);
            var answers = kept(question, footings, type);
            if (!answers.keySet().containsAll(footings.keySet())) {
                var asked = clock.instant();
                var others = new TreeSet<>(answers.keySet());
                others.addAll(leftOut);
                var rows =
                        Patience.fetch(
                                        clickHouse,
                                        query.on(clickHouse, ReportQuery.list(others)),
                                        reader)
                                .stream()
                                .collect(Collectors.groupingBy(run::applyAsInt));
                footings.keySet().removeAll(answers.keySet());
                footings.keySet().forEach(each -> rows.putIfAbsent(each, List.of()));
                keep(question, footings, rows, asked);
                answers.putAll(rows);
            }
            return answers.values().stream().flatMap(List::stream).toList();
        } finally {
            lock.unlock();
        }
    }

    private Map<Integer, Footing> footings(Set<RunSource> sources) {
        var footings = new TreeMap<Integer, Footing>();
        Patience.fetch(clickHouse, RunSource.numbers(sources), Function.identity())
                .forEach(row ->
                        footings.put(
                                row.get(0, Integer.class),
                                new Footing(0, 0, Sha256.of(row.get(1, String.class)))));
        return footings;
    }

    private <T> Map<Integer, List<T>> kept(
            String question, Map<Integer, Footing> footings, Class<T> type) {
        var answers = new TreeMap<Integer, List<T>>();
        try {
            store.find(question)
                    .forEach((each, kept) -> {
                        if (kept.footing().equals(footings.get(each)) && holds(kept)) {
                            answers.put(each, JSON.readerForListOf(type).readValue(kept.answer()));
                        }
                    });
        } catch (DataAccessException e) {
            LOG.warn("What is kept about runs cannot be read: {}", e.getMessage());
        }
        return answers;
    }

    private void keep(
            String question,
            Map<Integer, Footing> footings,
            Map<Integer, ? extends List<?>> rows,
            Instant asked) {
        var answers = new TreeMap<Integer, Answer>();
        footings.forEach((each, footing) -> {
            var json = JSON.writeValueAsString(rows.get(each));
            if (json.length() <= MOST_CHARACTERS) {
                answers.put(each, new Answer(footing, json));
            }
        });
        try {
            store.keep(question, answers, asked);
        } catch (DataAccessException e) {
            LOG.warn("Answers about runs cannot be kept: {}", e.getMessage());
        }
    }

    private Lock lock(Object... key) {
        return locks.get(Math.floorMod(Arrays.hashCode(key), LOCKS));
    }

    private RunState standing(int run, @Nullable OrderWindow window) {
        return STATE.isBound() && STATE.get().answers(run, window)
                ? STATE.get()
                : state(run, window, false);
    }

    private RunState state(int run, @Nullable OrderWindow window, boolean allTold) {
        var first = EventMonths.number(EventMonths.firstKept(clock.instant().plus(AHEAD)));
        return new RunState(clickHouse, run, window, first, allTold);
    }

    private <T> List<T> answer(
            int run, Footing footing, String question, Class<T> type, Supplier<List<T>> computing) {
        var kept = kept(run, question, footing, type);
        if (kept.isPresent()) {
            return kept.get();
        }
        var lock = lock(run, question);
        lock.lock();
        try {
            return kept(run, question, footing, type)
                    .orElseGet(() -> {
                        var asked = clock.instant();
                        var answer = computing.get();
                        keep(run, question, footing, answer, asked);
                        return answer;
                    });
        } finally {
            lock.unlock();
        }
    }

    private static String question(String sql, Class<?> type) {
        return Sha256.of(sql + form(type));
    }

    private static String form(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(part -> part + (part.getType().isRecord() ? form(part.getType()) : ""))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private <T> Optional<List<T>> kept(int run, String question, Footing footing, Class<T> type) {
        try {
            return store.find(run, question)
                    .filter(kept -> kept.footing().equals(footing) && holds(kept))
                    .map(kept -> JSON.readerForListOf(type).readValue(kept.answer()));
        } catch (DataAccessException e) {
            LOG.warn("What is kept about run {} cannot be read: {}", run, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean holds(Kept kept) {
        var settled = !kept.answeredAt().isBefore(kept.seenAt().plus(settling));
        return settled || clock.instant().isBefore(kept.answeredAt().plus(settling));
    }

    private void keep(int run, String question, Footing footing, List<?> answer, Instant asked) {
        var json = JSON.writeValueAsString(answer);
        if (json.length() > MOST_CHARACTERS) {
            return;
        }
        try {
            store.keep(run, question, footing, json, asked);
        } catch (DataAccessException e) {
            LOG.warn("An answer about run {} cannot be kept: {}", run, e.getMessage());
        }
    }
}
