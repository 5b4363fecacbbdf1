package org.parley.analytics.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.kpi.KpiDefinition;

/// What a vendor has published about the emails of its customers: something to look at where no
/// email arm was sent. It says nothing about the people of a run, so it has no interval and no
/// p-value, is part of no comparison, and nothing is told as a multiple of it.
///
/// @param label what must stand wherever the line is shown
/// @param year in which the emails were sent; of the report where the note says so
/// @param whose the customers or places that the line is about
/// @param note what else must be known; null: nothing
/// @param address where the line is published
public record ReferenceLine(
        String label,
        String source,
        int year,
        String whose,
        List<PublishedFigure> figures,
        @Nullable String note,
        String address) {

    public static final String LABEL = "Vendor average, not your data";

    private static final String FILE = "reference_lines.csv";
    // Vendors publish in it, whatever their customers sell in.
    private static final String CURRENCY = "USD";

    private static final List<ReferenceLine> PUBLISHED = read();

    public ReferenceLine {
        figures = List.copyOf(figures);
    }

    /// @param kpi id of the figure of the catalogue that comes nearest. Vendors leave machines in,
    ///   so theirs are the figures with machines
    /// @param value in the unit of that figure
    /// @param currency of a figure about money; null for others
    public record PublishedFigure(String kpi, double value, @Nullable String currency) {}

    /// All lines, the latest year first.
    static List<ReferenceLine> published() {
        return PUBLISHED;
    }

    private static List<ReferenceLine> read() {
        var format =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setCommentMarker('#')
                        .setNullString("")
                        .get();
        var file = Objects.requireNonNull(ReferenceLine.class.getResourceAsStream(FILE), FILE);
        try (var lines = format.parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.stream()
                    .map(ReferenceLine::line)
                    .sorted(Comparator.comparingInt(ReferenceLine::year).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReferenceLine line(CSVRecord record) {
        return new ReferenceLine(
                LABEL,
                record.get("source"),
                Integer.parseInt(record.get("year")),
                record.get("whose"),
                Kpi.definitions().stream().flatMap(kpi -> figure(kpi, record)).toList(),
                record.get("note"),
                record.get("address"));
    }

    private static Stream<PublishedFigure> figure(KpiDefinition kpi, CSVRecord record) {
        var published = record.isMapped(kpi.id()) ? record.get(kpi.id()) : null;
        return published == null
                ? Stream.empty()
                : Stream.of(figure(kpi, new BigDecimal(published)));
    }

    private static PublishedFigure figure(KpiDefinition kpi, BigDecimal published) {
        return switch (kpi.unit()) {
            case SHARE ->
                    new PublishedFigure(kpi.id(), published.movePointLeft(2).doubleValue(), null);
            case MINOR_UNITS ->
                    new PublishedFigure(kpi.id(), MinorUnit.round(published, CURRENCY), CURRENCY);
            case DURATION, RATIO ->
                    throw new IllegalStateException("%s: %s".formatted(FILE, kpi.id()));
        };
    }
}
