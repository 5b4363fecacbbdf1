package org.parley.server.web.reports;

import org.parley.analytics.report.Overview;
import org.parley.analytics.report.Overviews;
import org.parley.analytics.report.RunReport;
import org.parley.analytics.report.RunReports;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What messages did and what they earned.
@RestController
@RequestMapping("/api/v1")
final class ReportController {

    private final RunReports reports;
    private final Overviews overviews;

    ReportController(RunReports reports, Overviews overviews) {
        this.reports = reports;
        this.overviews = overviews;
    }

    @GetMapping("/runs/{id}/report")
    RunReport report(@PathVariable int id) {
        return reports.report(id);
    }

    @GetMapping("/reports/overview")
    Overview overview() {
        return overviews.overview();
    }
}
