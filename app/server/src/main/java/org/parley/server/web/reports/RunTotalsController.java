package org.parley.server.web.reports;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.report.RunTotalsCsv;
import org.parley.analytics.report.RunTotalsPage;
import org.parley.analytics.report.RunsSideBySide;
import org.parley.analytics.report.RunsSideBySide.Asked;
import org.parley.server.rest.Cursor;
import org.parley.server.rest.Downloads;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Campaigns side by side, as JSON and as a file.
@RestController
@RequestMapping("/api/v1/reports")
final class RunTotalsController {

    private final RunsSideBySide runs;

    RunTotalsController(RunsSideBySide runs) {
        this.runs = runs;
    }

    /// @param simulated whether simulated runs are wanted, or else live and imported ones; without:
    ///   live ones as soon as there is one
    /// @param campaign the id of one campaign
    /// @param from inclusive, and until exclusive: of the time for which a run was planned
    @GetMapping("/runs")
    RunTotalsPage runs(
            @RequestParam(required = false) @Nullable Boolean simulated,
            @RequestParam(required = false) @Nullable Long campaign,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @Valid @ParameterObject Paging paging) {
        var page =
                runs.page(
                        new Asked(simulated, campaign, from, until),
                        Cursor.position(paging),
                        paging.size());
        return page.next() == null ? page : page.withNext(Cursor.of(Long.parseLong(page.next())));
    }

    /// The same of all pages as a file: RFC 4180, one line a run, figure and currency.
    @GetMapping(path = "/runs.csv", produces = "text/csv")
    void runsFile(
            @RequestParam(required = false) @Nullable Boolean simulated,
            @RequestParam(required = false) @Nullable Long campaign,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            HttpServletResponse response)
            throws IOException {
        var told = runs.all(new Asked(simulated, campaign, from, until));
        new RunTotalsCsv(told).write(Downloads.csv(response, "runs.csv"));
    }
}
