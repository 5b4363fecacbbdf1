package org.parley.server.web.questions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.question.ChannelOverlap;
import org.parley.analytics.question.CohortBy;
import org.parley.analytics.question.CohortReport;
import org.parley.analytics.question.CompanyQuestions;
import org.parley.analytics.question.FatigueReport;
import org.parley.analytics.question.FunnelTimes;
import org.parley.analytics.question.HeatMap;
import org.parley.analytics.question.ReplyToOrder;
import org.parley.analytics.question.RunQuestions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Questions of one run and of all of them. Ranges reach from `from` (inclusive; left out: thirteen
/// months before the end) until `until` (exclusive; left out: now). What is over all runs is over
/// simulated ones or live ones (`simulated`; left out: live ones, as soon as there is one).
@RestController
@RequestMapping("/api/v1")
final class QuestionController {

    private final RunQuestions runs;
    private final CompanyQuestions company;

    QuestionController(RunQuestions runs, CompanyQuestions company) {
        this.runs = runs;
        this.company = company;
    }

    @GetMapping("/runs/{id}/funnel-times")
    FunnelTimes times(@PathVariable int id) {
        return runs.times(id);
    }

    @GetMapping("/runs/{id}/reply-to-order")
    ReplyToOrder replyToOrder(@PathVariable int id) {
        return runs.replyToOrder(id);
    }

    /// @param by month or channel of the first message
    /// @param zone of the months, such as Europe/Sofia; left out: UTC
    @GetMapping("/reports/cohorts")
    CohortReport cohorts(
            @RequestParam(defaultValue = "month") String by,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Boolean simulated) {
        return company.cohorts(CohortBy.of(by), zone, from, until, simulated);
    }

    @GetMapping("/reports/fatigue")
    FatigueReport fatigue(
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Boolean simulated) {
        return company.fatigue(days, from, until, simulated);
    }

    /// @param run left out: all; one run without a range is shown whole
    @GetMapping("/reports/heat-map")
    HeatMap heatMap(
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Integer run,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Boolean simulated) {
        return company.heatMap(zone, run, from, until, simulated);
    }

    /// The range is that of the answers; who can be written to is as of now.
    @GetMapping("/reports/channel-overlap")
    ChannelOverlap overlap(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Boolean simulated) {
        return company.overlap(from, until, simulated);
    }
}
