package org.parley.server.web.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.report.BreakdownCsv;
import org.parley.analytics.report.Breakdowns;
import org.parley.analytics.report.RunBreakdown;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The figures of a run by one dimension, as JSON and as a file.
@RestController
@RequestMapping("/api/v1/runs/{id}/report/by")
final class BreakdownController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Breakdowns breakdowns;

    BreakdownController(Breakdowns breakdowns) {
        this.breakdowns = breakdowns;
    }

    /// @param dimension arm, variant, channel, language, country, segment, hour, day, weekday, link
    ///   or button
    /// @param zone an IANA name or an offset in which hours and days are told; null: that of the
    ///   business
    /// @param segments ids, 1 to 20, for the dimension segment
    @GetMapping("/{dimension:[a-z]+}")
    RunBreakdown breakdown(
            @PathVariable int id,
            @PathVariable String dimension,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable List<Long> segments) {
        return breakdowns.breakdown(id, dimension, zone, segments == null ? List.of() : segments);
    }

    /// The same as a file: RFC 4180, one line a value, figure and currency.
    @GetMapping(path = "/{dimension:[a-z]+}.csv", produces = "text/csv")
    ResponseEntity<byte[]> breakdownFile(
            @PathVariable int id,
            @PathVariable String dimension,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable List<Long> segments)
            throws IOException {
        var told = breakdown(id, dimension, zone, segments);
        if (told.truncated()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "There are more values than are told, and a file must be whole; ask for"
                            + " something coarser, such as days instead of hours");
        }
        var bytes = new ByteArrayOutputStream();
        new BreakdownCsv(told).write(bytes);
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("run-%d-by-%s.csv".formatted(id, dimension))
                                .build()
                                .toString())
                .body(bytes.toByteArray());
    }
}
