package org.parley.server.web.reports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.attribution.AttributionReport;
import org.parley.analytics.attribution.AttributionReports;
import org.parley.analytics.experiment.ExperimentPlan;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.kpi.KpiDefinition;
import org.parley.analytics.report.Overview;
import org.parley.analytics.report.Overviews;
import org.parley.analytics.report.RunEvidence;
import org.parley.analytics.report.RunEvidences;
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
    private final RunEvidences evidences;
    private final Overviews overviews;
    private final AttributionReports attribution;

    ReportController(
            RunReports reports,
            RunEvidences evidences,
            Overviews overviews,
            AttributionReports attribution) {
        this.reports = reports;
        this.evidences = evidences;
        this.overviews = overviews;
        this.attribution = attribution;
    }

    @GetMapping("/runs/{id}/report")
    RunReport report(@PathVariable int id) {
        return reports.report(id);
    }

    /// The comparisons of the report by other methods: bootstrap, caps, beliefs, corrections.
    @GetMapping("/runs/{id}/report/evidence")
    RunEvidence evidence(@PathVariable int id) {
        return evidences.of(id);
    }

    /// @param simulated whether simulated runs count, or else live ones; without: live ones as soon
    ///   as there is one
    @GetMapping("/reports/overview")
    Overview overview(@RequestParam(required = false) @Nullable Boolean simulated) {
        return overviews.overview(simulated);
    }

    /// What each figure of the reports means.
    @GetMapping("/reports/definitions")
    List<KpiDefinition> definitions() {
        return Kpi.definitions();
    }

    /// How many people a comparison takes, or what an audience can show; before anything is sent.
    ///
    /// @param baseline of the control: a share of 0 to 1, or with `deviation` a mean per person
    /// @param difference that shall be seen, in the unit of the baseline
    /// @param people that there are; this or the difference has to be given
    /// @param treatedWeight with the other two: parts of the audience as weights of arms say
    /// @param otherWeight parts that take no part in the comparison
    @GetMapping("/reports/experiment-plan")
    ExperimentPlan experimentPlan(
            @RequestParam double baseline,
            @RequestParam(required = false) @Nullable Double deviation,
            @RequestParam(required = false) @Nullable Double difference,
            @RequestParam(required = false) @Nullable Long people,
            @RequestParam(defaultValue = "1") int treatedWeight,
            @RequestParam(defaultValue = "1") int controlWeight,
            @RequestParam(defaultValue = "0") int otherWeight,
            @RequestParam(defaultValue = "0.8") double power) {
        return ExperimentPlan.of(
                new ExperimentPlan.Question(
                        baseline,
                        deviation,
                        difference,
                        people,
                        treatedWeight,
                        controlWeight,
                        otherWeight,
                        power));
    }

    /// @param from inclusive, and until exclusive: of the time of each sale, refund and adjustment
    @GetMapping("/reports/attribution")
    AttributionReport attribution(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        return attribution.report(from, until);
    }
}
