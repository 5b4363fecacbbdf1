package org.parley.server.web.reports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.attribution.AttributionReport;
import org.parley.analytics.attribution.AttributionReports;
import org.parley.analytics.report.Overview;
import org.parley.analytics.report.Overviews;
import org.parley.analytics.report.RunReport;
import org.parley.analytics.report.RunReports;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What messages did and what they earned.
@RestController
@RequestMapping("/api/v1")
final class ReportController {

    private final RunReports reports;
    private final Overviews overviews;
    private final AttributionReports attribution;

    ReportController(RunReports reports, Overviews overviews, AttributionReports attribution) {
        this.reports = reports;
        this.overviews = overviews;
        this.attribution = attribution;
    }

    @GetMapping("/runs/{id}/report")
    RunReport report(@PathVariable int id) {
        return reports.report(id);
    }

    @GetMapping("/reports/overview")
    Overview overview() {
        return overviews.overview();
    }

    /// @param from inclusive, and until exclusive: of the time of each sale, refund and adjustment
    @GetMapping("/reports/attribution")
    AttributionReport attribution(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        return attribution.report(from, until);
    }
}
