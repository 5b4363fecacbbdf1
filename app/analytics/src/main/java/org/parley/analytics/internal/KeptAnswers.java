package org.parley.analytics.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.parley.analytics.internal.KeptAnswerStore.Kept;
import org.parley.core.kernel.Sha256;
import org.parley.core.tracking.EventMonths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Answers that take long and hang on the raw events of one run alone: exact quantiles over
/// millions of people. Such an answer holds until the run has another event, so it is kept, and
/// only computed again once it may be another one.
///
/// It cannot be stale:
/// - Raw events are added, never changed, so another number of them says that some came. They are
///   counted where they are read, before the answer is computed; a verdict that is overturned is an
///   event too.
/// - Only retention takes events away, and only those of months before [EventMonths#firstKept].
///   Nothing is kept of a run that has any of them, and an answer is not read any more once that
///   month has moved on. So while it may be read, the number of events cannot fall and rise again.
/// - What is read from rollups, which follow the events a moment later and may be mended without
///   one, the caller tells apart by a digest (`basis`).
/// - The question is the text of the query with its parameters and the form of what is read:
///   another release with another query finds nothing.
/// - Of several servers that hold the same rows one may be behind, and both count and answer come
///   from any. There an answer that was computed within `settling` of the first sight of its number
///   of events is read for no longer than that, and computed once more.
///
/// Without PostgreSQL answers are computed each time.
public final class KeptAnswers {

    /// Replicas of ClickHouse are seconds behind one another.
    public static final Duration REPLICAS_SETTLE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);
    private static final ReportQuery EVENTS = ReportQuery.named("run_events");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The clock of the node where retention runs may be ahead of ours.
    private static final Duration AHEAD = Duration.ofDays(1);

    /// Below what the table takes, which spells JSON with more spaces.
    private static final int MOST_CHARACTERS = 500_000;

    private static final int LOCKS = 64;

    private final KeptAnswerStore store;
    private final DSLContext clickHouse;
    private final Clock clock;
    private final Duration settling;
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    /// @param settling zero where ClickHouse has no replicas, else [#REPLICAS_SETTLE]
    public KeptAnswers(DSLContext postgres, DSLContext clickHouse, Clock clock, Duration settling) {
        this.store = new KeptAnswerStore(postgres);
        this.clickHouse = clickHouse;
        this.clock = clock;
        this.settling = settling;
    }

    /// Who asks what somebody is computing on the same node waits for that.
    ///
    /// @param basis whatever the answer depends on beside raw events of the run; empty: nothing
    /// @param query all of whose rows hang on these alone
    /// @param type a record that JSON gives back as it was
    public <T> List<T> of(
            int run,
            String basis,
            ResultQuery<?> query,
            Class<T> type,
            Function<Record, T> reader) {
        var found = footing(run, basis);
        if (found.isEmpty()) {
            return Patience.fetch(clickHouse, query, reader);
        }
        var footing = found.get();
        var question = question(query, type);
        var kept = kept(run, question, footing, type);
        if (kept.isPresent()) {
            return kept.get();
        }
        var lock = locks.get(Math.floorMod(Objects.hash(run, question), LOCKS));
        lock.lock();
        try {
            return kept(run, question, footing, type)
                    .orElseGet(() -> {
                        var asked = clock.instant();
                        var answer = Patience.fetch(clickHouse, query, reader);
                        keep(run, question, footing, answer, asked);
                        return answer;
                    });
        } finally {
            lock.unlock();
        }
    }

    /// Empty where retention may take of the run's events.
    private Optional<Footing> footing(int run, String basis) {
        var first = EventMonths.number(EventMonths.firstKept(clock.instant().plus(AHEAD)));
        var counted =
                Patience.fetch(
                                clickHouse,
                                EVENTS.on(clickHouse, run, run, first),
                                Function.identity())
                        .getFirst();
        return counted.get("passing", Long.class) > 0
                ? Optional.empty()
                : Optional.of(
                        new Footing(counted.get("events", Long.class), first, Sha256.of(basis)));
    }

    private String question(ResultQuery<?> query, Class<?> type) {
        return Sha256.of(
                clickHouse.renderInlined(query) + Arrays.toString(type.getRecordComponents()));
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
