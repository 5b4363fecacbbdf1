package org.parley.batch.rejudge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.parley.batch.rejudge.History.People;
import org.parley.batch.rejudge.PersonJudge.Judged;
import org.parley.batch.rejudge.Rejudging.Line;
import org.parley.batch.rejudge.ToldEvent.Kind;
import org.parley.core.kernel.Sha256;

/// A history on its way through the judge, one person after the other: keeps the verdicts that
/// differ from those that stand, and counts the people whom they concern.
final class Judging implements Consumer<List<ToldEvent>> {

    private static final int BATCH = 5_000;

    /// Events between two signs of life where hardly anything differs.
    private static final int SIGN = 100_000;

    private final RejudgingStore store;
    private final long id;
    private final PersonJudge judge;
    private final MessageDigest digest = Sha256.digest();
    private final Map<Integer, Change> changes = new TreeMap<>();
    private final List<Judged> unsaved = new ArrayList<>();
    private int looked;
    private int judgedSince;

    /// Of a run that has a new verdict: how many more people there are by the new ones.
    private record Change(long clicked, long reading) {

        Change and(Change other) {
            return new Change(clicked + other.clicked, reading + other.reading);
        }
    }

    Judging(RejudgingStore store, long id, PersonJudge judge) {
        this.store = store;
        this.id = id;
        this.judge = judge;
    }

    /// @throws CancellationException when nobody wants it any more
    @Override
    public void accept(List<ToldEvent> person) {
        looked += person.size();
        judgedSince += (int) person.stream().filter(judge::judgeable).count();
        var judged = judge.judge(person);
        var differing = judged.stream().filter(Judged::differs).toList();
        if (!differing.isEmpty()) {
            differing.forEach(this::digest);
            unsaved.addAll(differing);
            changes.merge(person.getFirst().person().run(), change(judged), Change::and);
        }
        if (unsaved.size() >= BATCH || looked >= SIGN) {
            save();
        }
    }

    /// @throws CancellationException when nobody wants it any more
    void end(History history) {
        save();
        var people = history.people(changes.keySet());
        List<Line> lines = new ArrayList<>();
        changes.forEach((run, change) -> {
            var now = people.getOrDefault(run, People.NOBODY);
            lines.add(new Line(run, "clicked", now.clicked(), now.clicked() + change.clicked()));
            lines.add(new Line(run, "read", now.reading(), now.reading() + change.reading()));
        });
        store.judged(id, HexFormat.of().formatHex(digest.digest()), lines);
    }

    private void save() {
        if (!store.save(id, judgedSince, unsaved)) {
            throw new CancellationException("Rejudging " + id + " was ended by somebody else");
        }
        unsaved.clear();
        judgedSince = 0;
        looked = 0;
    }

    private void digest(Judged judged) {
        var event = judged.event();
        digest.update(
                "%d %d %d %s\n"
                        .formatted(
                                event.person().run(),
                                event.person().ordinal(),
                                event.id(),
                                judged.verdict().machine() ? "machine" : "person")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static Change change(List<Judged> person) {
        return new Change(
                difference(person, each -> each.event().is(Kind.CLICKED)),
                difference(person, _ -> true));
    }

    /// 1: only by the new verdicts the person did something of the sort; -1: only by the old ones.
    private static int difference(List<Judged> person, Predicate<Judged> which) {
        boolean before = person.stream().filter(which).anyMatch(each -> !each.event().machine());
        boolean after = person.stream().filter(which).anyMatch(each -> !each.verdict().machine());
        return Boolean.compare(after, before);
    }
}
