package org.parley.analytics.finance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file beside the file: what it must add up to, and how that was proved.
///
/// @param periodStatus of the accounting month; null: the file is not of one
/// @param snapshot of a closed month
/// @param sha256 of the file
/// @param totals one entry a currency and type of line
/// @param reportingTotals the same in the reporting currency; empty where none was asked for
/// @param tieOuts the totals as PostgreSQL has them, corrections of closed months included; empty
///   of a closed month, whose proof is the digest it was closed with
public record RoiManifest(
        String schemaVersion,
        long exportId,
        String file,
        Instant createdAt,
        RoiParameters parameters,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd,
        @Nullable PeriodStatus periodStatus,
        @Nullable String snapshot,
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
            Cover cover,
            ControlTotals totals,
            List<TieOut> ties) {
        return new RoiManifest(
                cover.schemaVersion(),
                exportId,
                file,
                createdAt,
                parameters,
                cover.from(),
                cover.until(),
                cover.status(),
                cover.snapshot(),
                totals.rows(),
                totals.firstDay(),
                totals.lastDay(),
                totals.sha256(),
                totals.totals().stream().map(Sum::of).toList(),
                totals.reportingTotals().stream().map(Sum::of).toList(),
                ties.stream().map(Tie::of).toList());
    }
}
