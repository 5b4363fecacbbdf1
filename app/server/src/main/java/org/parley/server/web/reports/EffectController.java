package org.parley.server.web.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.report.ReachedCsv;
import org.parley.analytics.report.ReachedEffects;
import org.parley.analytics.report.RunReached;
import org.parley.analytics.report.RunSubgroups;
import org.parley.analytics.report.Subgroups;
import org.parley.analytics.report.SubgroupsCsv;
import org.parley.server.rest.Downloads;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The comparisons of a run of some people only: of those of each value of a dimension, and of
/// those whom the arms reached. As JSON and as files.
@RestController
@RequestMapping("/api/v1/runs/{id}/report")
final class EffectController {

    private final Subgroups subgroups;
    private final ReachedEffects reached;

    EffectController(Subgroups subgroups, ReachedEffects reached) {
        this.subgroups = subgroups;
        this.reached = reached;
    }

    /// Exploratory: the result of a run is the comparison over everybody.
    ///
    /// @param dimension country, language or segment: what follows from what happened after the
    ///   assignment is refused
    /// @param segments ids, 1 to 20, for the dimension segment; of orders and answers alone
    @GetMapping("/subgroups/{dimension:[a-z]+}")
    RunSubgroups subgroups(
            @PathVariable int id,
            @PathVariable String dimension,
            @RequestParam(required = false) @Nullable List<Long> segments) {
        return subgroups.of(id, dimension, segments == null ? List.of() : segments);
    }

    /// The same as a file: RFC 4180, one line a value and comparison.
    @GetMapping(path = "/subgroups/{dimension:[a-z]+}.csv", produces = "text/csv")
    void subgroupsFile(
            @PathVariable int id,
            @PathVariable String dimension,
            @RequestParam(required = false) @Nullable List<Long> segments,
            HttpServletResponse response)
            throws IOException {
        var told = subgroups(id, dimension, segments);
        new SubgroupsCsv(told)
                .write(
                        Downloads.csv(
                                response,
                                "run-%d-subgroups-%s.csv".formatted(id, told.dimension())));
    }

    /// The effect on those reached (CACE), of arms against the holdout.
    @GetMapping("/reached")
    RunReached reached(@PathVariable int id) {
        return reached.of(id);
    }

    /// The same as a file: RFC 4180, one line a comparison.
    @GetMapping(path = "/reached.csv", produces = "text/csv")
    void reachedFile(@PathVariable int id, HttpServletResponse response) throws IOException {
        var told = reached.of(id);
        new ReachedCsv(told).write(Downloads.csv(response, "run-%d-reached.csv".formatted(id)));
    }
}
