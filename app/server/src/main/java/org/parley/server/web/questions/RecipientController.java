package org.parley.server.web.questions;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.question.RecipientLine;
import org.parley.analytics.question.Recipients;
import org.parley.analytics.question.Selection;
import org.parley.core.audience.Segments;
import org.parley.core.audience.Segments.Segment;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.ProblemException;
import org.parley.server.rest.Cursor;
import org.parley.server.rest.Downloads;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The people behind a figure of a run.
@RestController
@RequestMapping("/api/v1/runs/{id}")
final class RecipientController {

    private final Recipients recipients;
    private final Segments segments;
    private final AuditLog audit;

    RecipientController(Recipients recipients, Segments segments, AuditLog audit) {
        this.recipients = recipients;
        this.segments = segments;
        this.audit = audit;
    }

    /// @param total how many there are; on the first page only
    /// @param next pass as `after` to get the next page; null on the last one
    record RecipientPage(@Nullable Long total, List<RecipientLine> items, @Nullable String next) {}

    record RecipientSegmentRequest(
            @NotNull String name, @Valid @Nullable RecipientFilter selection) {}

    @GetMapping("/recipients")
    RecipientPage list(
            @PathVariable int id,
            @ParameterObject RecipientFilter filter,
            @Valid @ParameterObject Paging paging) {
        var selection = known(id, filter);
        var after = Cursor.position(paging);
        var page =
                Cursor.opaque(
                        recipients.page(
                                selection, after == null ? 0 : ordinal(after), paging.size()));
        return new RecipientPage(
                after == null ? recipients.count(selection) : null, page.items(), page.next());
    }

    /// All of them, in one file.
    @GetMapping(value = "/recipients.csv", produces = "text/csv")
    void file(
            @PathVariable int id,
            @ParameterObject RecipientFilter filter,
            Principal principal,
            HttpServletResponse response)
            throws IOException {
        var selection = known(id, filter);
        audit.record(principal.getName(), "recipients.download", "run/" + id, filter.given());
        recipients.write(selection, Downloads.csv(response, "recipients-" + id + ".csv"));
    }

    /// A segment of them, which follows what they will have done when it is used. Consent is asked
    /// for as of any segment.
    @PostMapping("/recipients/segment")
    ResponseEntity<Segment> segment(
            @PathVariable int id, @Valid @RequestBody RecipientSegmentRequest request) {
        if (request.selection() == null) {
            throw ProblemException.invalid("selection", "There is nobody to take");
        }
        recipients.check(request.selection().of(id));
        var segment = segments.create(request.name(), request.selection().facts(id).asRule());
        return ResponseEntity.created(URI.create("/api/v1/segments/" + segment.id())).body(segment);
    }

    private Selection known(int run, RecipientFilter filter) {
        var selection = filter.of(run);
        recipients.check(selection);
        return selection;
    }

    private static int ordinal(long position) {
        if (position < 0 || position > Integer.MAX_VALUE) {
            throw ProblemException.invalid(
                    "after", "This is not the \"next\" of a page of this list");
        }
        return (int) position;
    }
}
