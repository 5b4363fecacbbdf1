package org.parley.server.web.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.report.RunSummary;
import org.parley.core.campaign.Run;
import org.parley.core.campaign.Runs;
import org.parley.core.dispatch.BalanceSheet;
import org.parley.core.dispatch.BalanceSheet.ArmLine;
import org.parley.core.dispatch.BalanceSheet.ReasonCount;
import org.parley.core.dispatch.Balances;
import org.parley.core.kernel.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs")
class RunController {

    private final Runs runs;
    private final Balances balances;
    private final Clock clock;

    RunController(Runs runs, Balances balances, Clock clock) {
        this.runs = runs;
        this.balances = balances;
        this.clock = clock;
    }

    record Reason(String state, String reason, long count) {
        static Reason of(ReasonCount reason) {
            return new Reason(
                    reason.state().name().toLowerCase(Locale.ROOT),
                    reason.reason(),
                    reason.count());
        }
    }

    record Balance(
            long targeted,
            long sent,
            long failed,
            long skipped,
            long deferred,
            long unknown,
            long pending,
            boolean closes,
            List<Reason> reasons) {}

    record ArmBalance(
            int arm,
            String name,
            @Nullable String channel,
            boolean holdout,
            long assigned,
            long sent,
            long failed,
            long skipped,
            long deferred,
            long unknown,
            long pending,
            long delivered,
            long read,
            List<Reason> reasons) {}

    /// @param perSecond recipients settled a second since the run started; null before the audience
    ///   is frozen
    record Progress(long done, long total, @Nullable Double perSecond) {}

    record RunView(
            @JsonUnwrapped RunSummary summary,
            Balance balance,
            List<ArmBalance> arms,
            Progress progress) {}

    @GetMapping
    Page<RunSummary> list(
            @RequestParam(required = false) @Nullable Long campaign,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        Page<Run> page = runs.list(campaign, after, limit);
        return new Page<>(page.items().stream().map(RunSummary::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    RunView get(@PathVariable int id) {
        Run run = runs.get(id);
        BalanceSheet sheet = balances.of(id);
        return new RunView(
                RunSummary.of(run),
                balance(sheet),
                sheet.arms().stream().map(RunController::arm).toList(),
                progress(run, sheet));
    }

    private static Balance balance(BalanceSheet sheet) {
        return new Balance(
                sheet.targeted(),
                sheet.sent(),
                sheet.failed(),
                sheet.skipped(),
                sheet.deferred(),
                sheet.unknown(),
                sheet.pending(),
                sheet.closes(),
                sheet.reasons().stream().map(Reason::of).toList());
    }

    private static ArmBalance arm(ArmLine line) {
        return new ArmBalance(
                line.arm(),
                line.name(),
                line.channel(),
                line.holdout(),
                line.assigned(),
                line.sent(),
                line.failed(),
                line.skipped(),
                line.deferred(),
                line.unknown(),
                line.pending(),
                line.delivered(),
                line.read(),
                line.reasons().stream().map(Reason::of).toList());
    }

    private Progress progress(Run run, BalanceSheet sheet) {
        long done = sheet.targeted() - sheet.pending() - sheet.deferred();
        Instant from = run.snapshotAt();
        if (from == null) {
            return new Progress(0, 0, null);
        }
        Instant until = run.finishedAt() == null ? clock.instant() : run.finishedAt();
        double seconds = Math.max(0.001, Duration.between(from, until).toMillis() / 1000.0);
        return new Progress(done, sheet.targeted(), done / seconds);
    }
}
