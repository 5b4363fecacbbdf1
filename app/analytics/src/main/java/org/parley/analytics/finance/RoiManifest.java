package org.parley.analytics.finance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file beside the file: what it must add up to, and how that was proved.
///
/// @param sha256 of the CSV
/// @param totals one entry a currency and type of line
/// @param reportingTotals the same in the reporting currency; empty where none was asked for
/// @param tieOuts the totals as PostgreSQL has them
public record RoiManifest(
        String schemaVersion,
        long exportId,
        String file,
        Instant createdAt,
        RoiParameters parameters,
        long rows,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        String sha256,
        List<Sum> totals,
        List<Sum> reportingTotals,
        List<Tie> tieOuts) {

    /// @param amount in units of the currency
    public record Sum(String currency, String lineType, long rows, long quantity, String amount) {

        static Sum of(ControlTotals.Total total) {
            return new Sum(
                    total.currency(),
                    total.type().word(),
                    total.rows(),
                    total.quantity(),
                    total.amount());
        }
    }

    public record Tie(String currency, String lineType, String file, String ledger) {

        static Tie of(TieOut tie) {
            return new Tie(
                    tie.currency(),
                    tie.type().word(),
                    MinorUnit.toMajor(tie.file(), tie.currency()).toPlainString(),
                    MinorUnit.toMajor(tie.ledger(), tie.currency()).toPlainString());
        }
    }

    static RoiManifest of(
            long exportId,
            String file,
            Instant createdAt,
            RoiParameters parameters,
            ControlTotals totals,
            List<TieOut> ties) {
        return new RoiManifest(
                RoiCsv.SCHEMA_VERSION,
                exportId,
                file,
                createdAt,
                parameters,
                totals.rows(),
                totals.firstDay(),
                totals.lastDay(),
                totals.sha256(),
                totals.totals().stream().map(Sum::of).toList(),
                totals.reportingTotals().stream().map(Sum::of).toList(),
                ties.stream().map(Tie::of).toList());
    }
}
