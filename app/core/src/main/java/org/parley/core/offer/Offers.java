package org.parley.core.offer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.internal.OfferStore;

/// Offers and what waits in their pools. An offer stays as it was written: codes that are out were
/// promised by it.
public final class Offers {

    /// Codes that are brought in one go.
    public static final int MOST_BROUGHT = 100_000;

    private final OfferStore store;
    private final Clock clock;

    public Offers(OfferStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// One line of what was brought.
    ///
    /// @param line where it stands, as the caller counts
    public record CodeLine(int line, String text) {}

    /// A line that added no code. It says why and not which: codes are as good as money.
    public record RefusedCode(int line, String reason) {}

    /// What became of codes that were brought.
    public record Brought(int added, List<RefusedCode> refused) {
        public Brought {
            refused = List.copyOf(refused);
        }
    }

    /// @throws ProblemException INVALID_REQUEST with every field that is wrong, ALREADY_EXISTS
    public OfferStock create(NewOffer offer, String actor) {
        List<FieldProblem> problems = offer.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
        long id =
                store.insert(offer, actor, clock.instant())
                        .orElseThrow(() ->
                                new ProblemException(
                                        ErrorCode.ALREADY_EXISTS,
                                        "There is an offer of this name; choose another",
                                        List.of(new FieldProblem("name", "This name is taken"))));
        return get(id);
    }

    /// @throws ProblemException NOT_FOUND
    public OfferStock get(long id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("offer", id));
    }

    /// By id; those that there are.
    public Map<Long, OfferStock> of(Collection<Long> ids) {
        return store.of(ids).stream()
                .collect(Collectors.toMap(stock -> stock.offer().id(), Function.identity()));
    }

    /// The latest first.
    ///
    /// @param limit at least 1
    public Page<OfferStock> page(@Nullable String after, int limit) {
        return store.page(after, limit);
    }

    /// Adds codes that were made in the shop to a pool. Bad lines and codes that the company knows
    /// already, of this or another offer and in whatever case, are refused; the rest lands.
    ///
    /// @throws ProblemException NOT_FOUND; CONFLICT where codes are made here; TOO_LARGE
    public Brought bring(long id, List<CodeLine> lines) {
        pool(id);
        if (lines.size() > MOST_BROUGHT) {
            throw new ProblemException(
                    ErrorCode.TOO_LARGE,
                    "At most " + MOST_BROUGHT + " codes at a time; bring the rest after these");
        }
        List<RefusedCode> refused = new ArrayList<>();
        List<CodeLine> good = new ArrayList<>(lines.size());
        Map<String, Integer> seen = new HashMap<>();
        for (CodeLine line : lines) {
            Optional<String> code = CodeText.brought(line.text());
            if (code.isEmpty()) {
                refused.add(new RefusedCode(line.line(), "A code has " + CodeText.BROUGHT));
                continue;
            }
            Integer before = seen.putIfAbsent(CodeText.key(code.get()), line.line());
            if (before != null) {
                refused.add(new RefusedCode(line.line(), "The same code as on line " + before));
            } else {
                good.add(new CodeLine(line.line(), code.get()));
            }
        }
        Set<String> added = store.bring(id, good.stream().map(CodeLine::text).toList());
        for (CodeLine line : good) {
            if (!added.contains(line.text())) {
                refused.add(new RefusedCode(line.line(), "This code is known already"));
            }
        }
        refused.sort(Comparator.comparingInt(RefusedCode::line));
        return new Brought(added.size(), refused);
    }

    /// Takes codes out of a pool again that nobody has and nobody used, as after a wrong file.
    ///
    /// @return how many those were
    /// @throws ProblemException NOT_FOUND; CONFLICT where codes are made here
    public int takeBack(long id) {
        pool(id);
        return store.removeWaiting(id);
    }

    private void pool(long id) {
        if (get(id).offer().source() != Source.POOL) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "The codes of this offer are made here; none are brought");
        }
    }
}
