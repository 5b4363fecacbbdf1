package org.parley.analytics.finance;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.parley.analytics.finance.RoiOutcome.Refused;
import org.parley.analytics.finance.RoiOutcome.Written;
import org.parley.analytics.finance.internal.EventBacklog;
import org.parley.analytics.finance.internal.LedgerTotals;
import org.parley.analytics.finance.internal.RoiContext;
import org.parley.analytics.finance.internal.RoiLines;
import org.parley.core.kernel.ProblemException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes the file that finance books from, and its manifest, or refuses with a reason. A file is
/// only left where PostgreSQL's own totals are the same, to the cent and to the message.
public final class RoiExport {

    private static final int ATTEMPTS = 3;
    private static final String UNFINISHED = ".part";

    private final RoiLines lines;
    private final LedgerTotals ledger;
    private final RoiContext context;
    private final Periods periods;
    private final EventBacklog backlog;
    private final Clock clock;
    private final Duration patience;
    private final JsonMapper json;

    private RoiExport(
            RoiLines lines,
            LedgerTotals ledger,
            RoiContext context,
            Periods periods,
            EventBacklog backlog,
            Clock clock,
            Duration patience) {
        this.lines = lines;
        this.ledger = ledger;
        this.context = context;
        this.periods = periods;
        this.backlog = backlog;
        this.clock = clock;
        this.patience = patience;
        this.json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    /// @param patience how long it waits for ClickHouse to have everything
    public static RoiExport over(
            DSLContext postgres,
            Client clickHouse,
            Periods periods,
            CreditWindows windows,
            Clock clock,
            Duration patience) {
        return new RoiExport(
                new RoiLines(clickHouse, postgres),
                new LedgerTotals(postgres),
                new RoiContext(postgres, windows),
                periods,
                new EventBacklog(postgres, clock),
                clock,
                patience);
    }

    /// Each file is written whole and forced to disk before either takes its name, the manifest
    /// last; existing ones are replaced. Where this fails, no unfinished file is left.
    ///
    /// @param csv in a folder that exists, as is the manifest
    public RoiOutcome write(long exportId, RoiParameters parameters, Path csv, Path manifest) {
        var order = new Order(exportId, parameters, csv, manifest);
        try {
            return attempt(order);
        } catch (ProblemException e) {
            return new Refused(Objects.requireNonNullElse(e.getMessage(), e.code().name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Order(long exportId, RoiParameters parameters, Path file, Path manifest) {

        Path unfinishedFile() {
            return file.resolveSibling(file.getFileName() + UNFINISHED);
        }

        Path unfinishedManifest() {
            return manifest.resolveSibling(manifest.getFileName() + UNFINISHED);
        }
    }

    private RoiOutcome attempt(Order order) throws IOException {
        var parameters = order.parameters();
        try {
            var closed =
                    parameters.period() == null
                            ? Optional.<PeriodSnapshot>empty()
                            : periods.latest(parameters.period());
            if (closed.isPresent()) {
                return copy(order, closed.get());
            }
            var deadline = clock.instant().plus(patience);
            for (var attempt = 1; ; attempt++) {
                var waiting = backlog.drain(parameters.run(), deadline);
                if (waiting.isPresent()) {
                    return new Refused(
                            "ClickHouse does not have everything yet: %s. Try again when it has."
                                    .formatted(waiting.get()));
                }
                var draft = draft(parameters, order.unfinishedFile());
                if (draft.ties().stream().allMatch(TieOut::agrees)) {
                    finish(order, draft);
                    return new Written(draft.totals(), draft.ties());
                }
                // A fact that came between the two readings looks like a difference, once.
                if (attempt == ATTEMPTS) {
                    return new Refused(TieOut.words(draft.ties()));
                }
            }
        } finally {
            Files.deleteIfExists(order.unfinishedFile());
            Files.deleteIfExists(order.unfinishedManifest());
        }
    }

    /// A file that is whole but not yet in its place.
    private record Draft(Cover cover, ControlTotals totals, List<TieOut> ties) {}

    /// The file of a closed month is the one that was closed, or none: whatever its profile, its
    /// lines have to come to the digest of the machine profile.
    private RoiOutcome copy(Order order, PeriodSnapshot snapshot) throws IOException {
        var reporting = order.parameters().reportingCurrency();
        if (reporting != null && !reporting.equals(snapshot.reportingCurrency())) {
            return new Refused(
                    "%s is closed as it is. Leave the reporting currency out."
                            .formatted(snapshot.month()));
        }
        var cover = Cover.of(snapshot);
        try (var proof = new RoiFile(OutputStream.nullOutputStream(), cover, RoiProfile.MACHINE)) {
            var totals =
                    write(
                            order.unfinishedFile(),
                            cover,
                            order.parameters().profile(),
                            each ->
                                    periods.forEach(
                                            snapshot,
                                            line -> {
                                                proof.write(line);
                                                each.accept(line);
                                            }));
            if (!proof.finish().sha256().equals(snapshot.sha256())) {
                return new Refused(
                        "The file would not be the one that was closed as %s with SHA-256 %s. Nothing is given out; restore the backup of period_line."
                                .formatted(snapshot.name(), snapshot.sha256()));
            }
            finish(order, new Draft(cover, totals, List.of()));
            return new Written(totals, List.of());
        }
    }

    private Draft draft(RoiParameters parameters, Path file) throws IOException {
        var month = parameters.period();
        if (month != null) {
            var content = periods.open(month, parameters.reportingCurrency());
            var cover = Cover.open(periods.span(month));
            var totals = write(file, cover, parameters.profile(), content.lines()::forEach);
            return new Draft(cover, totals, TieOut.between(totals.totals(), content.expected()));
        }
        var cover = Cover.of(parameters);
        var booking = new Booking(context, parameters.reportingCurrency());
        // PostgreSQL adds up while the file is written; who fails first waits for the other
        try (var aside = Executors.newVirtualThreadPerTaskExecutor()) {
            var expected = CompletableFuture.supplyAsync(() -> ledger.of(parameters), aside);
            var totals =
                    write(
                            file,
                            cover,
                            parameters.profile(),
                            each ->
                                    lines.forEach(
                                            parameters, line -> each.accept(booking.book(line))));
            return new Draft(cover, totals, TieOut.between(totals.totals(), expected.join()));
        }
    }

    private static ControlTotals write(
            Path path, Cover cover, RoiProfile profile, Consumer<Consumer<BookedLine>> content)
            throws IOException {
        try (var channel = create(path);
                var file = new RoiFile(Channels.newOutputStream(channel), cover, profile)) {
            content.accept(file::write);
            var totals = file.finish();
            channel.force(true);
            return totals;
        }
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private void finish(Order order, Draft draft) throws IOException {
        var manifest =
                RoiManifest.of(
                        order.exportId(),
                        order.file().getFileName().toString(),
                        clock.instant(),
                        order.parameters(),
                        draft.cover(),
                        draft.totals(),
                        draft.ties());
        try (var channel = create(order.unfinishedManifest())) {
            Channels.newOutputStream(channel).write(json.writeValueAsBytes(manifest));
            channel.force(true);
        }
        move(order.unfinishedFile(), order.file());
        move(order.unfinishedManifest(), order.manifest());
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
