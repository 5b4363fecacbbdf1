package org.parley.server.web.periods;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.BookedLine;
import org.parley.analytics.finance.ControlTotals;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.finance.Period;
import org.parley.analytics.finance.PeriodChange;
import org.parley.analytics.finance.PeriodSnapshot;
import org.parley.analytics.finance.PeriodStatus;
import org.parley.analytics.finance.Periods;
import org.parley.analytics.finance.Restatement;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The months of the books: closed once, never changed, restated by two people. Their files are
/// exports.
@RestController
@RequestMapping("/api/v1/periods")
final class PeriodController {

    private static final int SHOWN_LINES = 1000;

    private final Periods periods;

    PeriodController(Periods periods) {
        this.periods = periods;
    }

    /// @param month such as 2026-10
    /// @param opens inclusive; in the business zone
    /// @param closes exclusive
    /// @param closable whether it may be closed now
    record PeriodView(
            YearMonth month,
            Instant opens,
            Instant closes,
            PeriodStatus status,
            boolean closable,
            List<SnapshotView> snapshots,
            List<RestatementView> restatements) {

        static PeriodView of(Period period) {
            return new PeriodView(
                    period.span().month(),
                    period.span().opens(),
                    period.span().closes(),
                    period.status(),
                    period.closable(),
                    period.snapshots().stream().map(SnapshotView::of).toList(),
                    period.restatements().stream().map(RestatementView::of).toList());
        }
    }

    /// @param name month and number
    /// @param sha256 of the file in the machine profile
    record SnapshotView(
            String name,
            int number,
            @Nullable String reportingCurrency,
            long rows,
            String sha256,
            @Nullable String reason,
            @Nullable String requestedBy,
            String closedBy,
            Instant closedAt) {

        static SnapshotView of(PeriodSnapshot snapshot) {
            return new SnapshotView(
                    snapshot.name(),
                    snapshot.number(),
                    snapshot.reportingCurrency(),
                    snapshot.rows(),
                    snapshot.sha256(),
                    snapshot.reason(),
                    snapshot.requestedBy(),
                    snapshot.closedBy(),
                    snapshot.closedAt());
        }
    }

    record RestatementView(
            long id,
            YearMonth month,
            String reason,
            String requestedBy,
            Instant requestedAt,
            String state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {

        static RestatementView of(Restatement wish) {
            return new RestatementView(
                    wish.id(),
                    wish.month(),
                    wish.reason(),
                    wish.requestedBy(),
                    wish.requestedAt(),
                    wish.state(),
                    wish.decidedBy(),
                    wish.decidedAt());
        }
    }

    /// @param from month and number of the snapshot before
    /// @param sha256 of the new snapshot's file in the machine profile; an approval names it
    /// @param reportingTotals in the reporting currency; empty: lines are not converted
    /// @param lineCount of all lines; the first 1,000 are here
    record ChangeView(
            String from,
            String sha256,
            List<ChangedTotal> totals,
            List<ChangedTotal> reportingTotals,
            int lineCount,
            List<ChangedLine> lines) {

        static ChangeView of(PeriodChange change) {
            return new ChangeView(
                    change.from(),
                    change.sha256(),
                    change.totals().stream().map(ChangedTotal::of).toList(),
                    change.reportingTotals().stream().map(ChangedTotal::of).toList(),
                    change.lines().size(),
                    change.lines().stream().limit(SHOWN_LINES).map(ChangedLine::of).toList());
        }
    }

    /// @param amount difference, in units of the currency
    record ChangedTotal(String currency, String lineType, long quantity, String amount) {

        static ChangedTotal of(ControlTotals.Total total) {
            return new ChangedTotal(
                    total.currency(), total.type().word(), total.quantity(), total.amount());
        }
    }

    /// @param quantity and amounts are differences
    /// @param reportingAmount null: lines are not converted
    record ChangedLine(
            int run,
            String campaignName,
            String armName,
            String channel,
            String country,
            String lineType,
            long quantity,
            String amount,
            String currency,
            @Nullable String reportingAmount,
            @Nullable String reportingCurrency) {

        static ChangedLine of(BookedLine booked) {
            var line = booked.line();
            var converted = booked.converted();
            return new ChangedLine(
                    line.run(),
                    booked.label().campaignName(),
                    booked.armName(),
                    line.channel(),
                    line.country(),
                    line.type().word(),
                    line.quantity(),
                    MinorUnit.toMajor(line.amountMinor(), line.currency()).toPlainString(),
                    line.currency(),
                    converted == null
                            ? null
                            : MinorUnit.toMajor(converted.minor(), converted.currency())
                                    .toPlainString(),
                    converted == null ? null : converted.currency());
        }
    }

    /// @param reportingCurrency every line is converted to it too; null: as the months before
    record CloseRequest(@Pattern(regexp = "[A-Z]{3}") @Nullable String reportingCurrency) {}

    record RestatementRequest(@NotBlank @Size(max = 1000) String reason) {}

    /// @param sha256 that the preview gave: what is approved is what was looked at
    record Approval(@NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256) {}

    @GetMapping
    List<PeriodView> list() {
        return periods.list().stream().map(PeriodView::of).toList();
    }

    @PostMapping("/{month}/close")
    SnapshotView close(
            @PathVariable YearMonth month,
            @Valid @RequestBody CloseRequest request,
            Principal principal) {
        return SnapshotView.of(
                periods.close(month, request.reportingCurrency(), principal.getName()));
    }

    /// What a restatement of a closed month would change today.
    @GetMapping("/{month}/restatements/preview")
    ChangeView preview(@PathVariable YearMonth month) {
        return ChangeView.of(periods.restatements().preview(month));
    }

    /// By a member; a program is refused.
    @PostMapping("/{month}/restatements")
    @ResponseStatus(HttpStatus.CREATED)
    RestatementView request(
            @PathVariable YearMonth month,
            @Valid @RequestBody RestatementRequest request,
            Principal principal) {
        return RestatementView.of(
                periods.restatements().request(month, request.reason(), principal.getName()));
    }

    /// By another member than who asked; a program is refused. Refused too where the restatement
    /// would by now change something else than what the preview showed.
    @PostMapping("/restatements/{id}/approve")
    SnapshotView approve(
            @PathVariable long id, @Valid @RequestBody Approval approval, Principal principal) {
        return SnapshotView.of(
                periods.restatements().approve(id, approval.sha256(), principal.getName()));
    }

    @PostMapping("/restatements/{id}/refuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(@PathVariable long id, Principal principal) {
        periods.restatements().refuse(id, principal.getName());
    }

    /// What a restatement changed.
    @GetMapping("/{month}/snapshots/{number}/change")
    ChangeView change(@PathVariable YearMonth month, @PathVariable int number) {
        return ChangeView.of(periods.restatements().change(month, number));
    }
}
