package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.core.kernel.Sha256;

class RoiFileTest {

    private static final Instant OPENS = Instant.parse("2026-10-01T00:00:00Z");
    private static final List<Cover> COVERS =
            List.of(
                    new Cover(null, null, null, null, RoiRow.SCHEMA_VERSION),
                    new Cover(OPENS, null, PeriodStatus.CLOSED, "2026-10", "2"),
                    new Cover(null, OPENS, PeriodStatus.RESTATED, "2026-10/2", "3"));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "XLSX")
    void aFileHasTheBytesAndRowHashesOfOneWhoseLinesAreWrittenEachByItself(RoiProfile profile)
            throws Exception {
        var lines = lines(new SplittableRandom(815));
        for (var cover : COVERS) {
            var bytes = new ByteArrayOutputStream();
            ControlTotals totals;
            try (var file = new RoiFile(bytes, cover, profile)) {
                lines.forEach(file::write);
                totals = file.finish();
            }
            assertThat(bytes.toByteArray()).isEqualTo(plainly(cover, profile, lines));
            assertThat(totals.rows()).isEqualTo(lines.size());
            assertThat(totals.sha256())
                    .isEqualTo(
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256")
                                                    .digest(bytes.toByteArray())));
        }
    }

    private static byte[] plainly(Cover cover, RoiProfile profile, List<BookedLine> lines)
            throws IOException {
        var rows = new ArrayList<List<Cell>>();
        for (var line : lines) {
            var cells = new ArrayList<>(new RoiRow(cover).cells(line));
            cells.removeLast();
            var hashed = new StringBuilder();
            cells.forEach(cell -> hashed.append(cell.plain()).append('\u001f'));
            cells.add(new Cell.Code(Sha256.of(hashed.toString())));
            rows.add(cells);
        }
        return PlainCsv.of(profile, RoiRow.columns(cover), rows);
    }

    /// As files have them: most of a line is that of the one before.
    private static List<BookedLine> lines(SplittableRandom random) {
        var lines = new ArrayList<BookedLine>();
        for (var group = 0; group < 200; group++) {
            var label = label(random);
            var arm = random.nextInt(1, 4);
            var channel = one(random, List.of("viber", "email", "=sms"));
            var country = one(random, List.of("DE", "BG", ""));
            var type = one(random, List.of(LineType.values()));
            var currency = one(random, List.of("EUR", "JPY", "KWD", "USD"));
            var to = one(random, List.of("EUR", "JPY", "none"));
            for (var each = random.nextInt(8); each >= 0; each--) {
                var cost = type == LineType.COST;
                var day = LocalDate.of(2026, 10, 1).plusDays(random.nextInt(40));
                var line =
                        new RoiLine(
                                random.nextInt(1, 3),
                                arm,
                                channel,
                                country,
                                type,
                                currency,
                                BigDecimal.valueOf(random.nextInt(3) * 12_345L, 6),
                                day,
                                cost ? null : one(random, List.of(CreditedBy.values())),
                                random.nextInt(3),
                                random.nextLong(-200_000, 200_000),
                                day,
                                day.plusDays(1),
                                cost && random.nextInt(4) == 0
                                        ? new Invoiced(words(random), words(random), each > 3)
                                        : null);
                var rate =
                        new FxRate(
                                BigDecimal.valueOf(random.nextLong(1, 9_999_999), 6),
                                day,
                                words(random));
                lines.add(
                        new BookedLine(
                                line,
                                label,
                                to.equals("none")
                                        ? null
                                        : new BookedLine.Converted(
                                                rate,
                                                to,
                                                rate.convert(line.amountMinor(), currency, to)),
                                random.nextInt(5) == 0 ? YearMonth.of(2026, 9) : null));
            }
        }
        return lines;
    }

    private static RunLabel label(SplittableRandom random) {
        return new RunLabel(
                random.nextInt(1, 4),
                words(random),
                random.nextBoolean() ? words(random) : null,
                7,
                Map.of(CreditedBy.TOUCH, "P7D", CreditedBy.CODE, "PT720H"),
                one(random, List.of(RunOrigin.values())),
                Map.of(1, words(random), 2, words(random)));
    }

    private static String words(SplittableRandom random) {
        return one(random, CsvSheetTest.WORDS);
    }

    private static <T> T one(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
