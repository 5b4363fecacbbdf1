package org.parley.analytics.finance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.RoiOutcome.Refused;
import org.parley.analytics.finance.RoiOutcome.Written;
import org.parley.analytics.finance.internal.EventBacklog;
import org.parley.analytics.finance.internal.LedgerTotals;
import org.parley.analytics.finance.internal.RoiContext;
import org.parley.analytics.finance.internal.RoiLines;
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
    private final EventBacklog backlog;
    private final Clock clock;
    private final Duration patience;
    private final JsonMapper json;

    /// @param patience how long it waits for ClickHouse to have everything
    public RoiExport(
            RoiLines lines,
            LedgerTotals ledger,
            RoiContext context,
            EventBacklog backlog,
            Clock clock,
            Duration patience) {
        this.lines = lines;
        this.ledger = ledger;
        this.context = context;
        this.backlog = backlog;
        this.clock = clock;
        this.patience = patience;
        this.json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    /// Both files appear whole or not at all; existing ones are replaced.
    ///
    /// @param csv in a folder that exists, as is the manifest
    public RoiOutcome write(long exportId, RoiParameters parameters, Path csv, Path manifest) {
        try {
            return attempt(exportId, parameters, csv, manifest);
        } catch (MissingRateException e) {
            return new Refused(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RoiOutcome attempt(long exportId, RoiParameters parameters, Path csv, Path manifest)
            throws IOException {
        var deadline = clock.instant().plus(patience);
        var unfinished = csv.resolveSibling(csv.getFileName() + UNFINISHED);
        try {
            for (var attempt = 1; ; attempt++) {
                var waiting = backlog.drain(parameters.run(), deadline);
                if (waiting.isPresent()) {
                    return new Refused(
                            "ClickHouse does not have everything yet: %s. Try again when it has."
                                    .formatted(waiting.get()));
                }
                var totals = writeLines(parameters, unfinished);
                var ties = TieOut.between(totals.totals(), ledger.of(parameters));
                if (ties.stream().allMatch(TieOut::agrees)) {
                    move(unfinished, csv);
                    writeManifest(
                            RoiManifest.of(
                                    exportId,
                                    csv.getFileName().toString(),
                                    clock.instant(),
                                    parameters,
                                    totals,
                                    ties),
                            manifest);
                    return new Written(totals, ties);
                }
                // A fact that came between the two readings looks like a difference, once.
                if (attempt == ATTEMPTS) {
                    return new Refused(
                            ties.stream()
                                    .filter(tie -> !tie.agrees())
                                    .map(TieOut::words)
                                    .collect(
                                            Collectors.joining(
                                                    "; ", "The two stores disagree. ", ".")));
                }
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private ControlTotals writeLines(RoiParameters parameters, Path file) throws IOException {
        var labels = new Labels();
        var rates = new Rates(parameters.reportingCurrency());
        try (var channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE);
                var csv = new RoiCsv(Channels.newOutputStream(channel), parameters);
                var stream = lines.stream(parameters)) {
            for (var line : (Iterable<RoiLine>) stream::iterator) {
                csv.write(line, labels.of(line.run()), rates.of(line));
            }
            var totals = csv.finish();
            channel.force(true);
            return totals;
        }
    }

    private void writeManifest(RoiManifest content, Path manifest) throws IOException {
        var unfinished = manifest.resolveSibling(manifest.getFileName() + UNFINISHED);
        Files.write(unfinished, json.writeValueAsBytes(content));
        move(unfinished, manifest);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Of the run at hand: lines come run by run.
    private final class Labels {
        private int run;
        private @Nullable RunLabel label;

        RunLabel of(int wanted) {
            var known = label;
            if (known == null || run != wanted) {
                known =
                        context.label(wanted)
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "ClickHouse knows run %d, PostgreSQL does not"
                                                        .formatted(wanted)));
                label = known;
                run = wanted;
            }
            return known;
        }
    }

    private final class Rates {
        private final @Nullable String reporting;
        private final Map<String, Optional<FxRate>> known = new HashMap<>();

        Rates(@Nullable String reporting) {
            this.reporting = reporting;
        }

        @Nullable FxRate of(RoiLine line) {
            if (reporting == null) {
                return null;
            }
            var currency = line.currency();
            var day = line.rateDay();
            if (currency.equals(reporting)) {
                return FxRate.one(day);
            }
            return known.computeIfAbsent(
                            currency + day, _ -> context.rate(currency, reporting, day))
                    .orElseThrow(() ->
                            new MissingRateException(
                                    ("There is no exchange rate from %s to %s for %s or the"
                                                    + " week before. Add it to the exchange"
                                                    + " rates (PUT /api/v1/fx-rates), or export"
                                                    + " without a reporting currency.")
                                            .formatted(currency, reporting, day)));
        }
    }

    /// Leaves the middle of the stream; becomes a refusal.
    private static final class MissingRateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingRateException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
