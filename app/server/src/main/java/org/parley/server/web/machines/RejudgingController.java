package org.parley.server.web.machines;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.batch.rejudge.EventRange;
import org.parley.batch.rejudge.Rejudging;
import org.parley.batch.rejudge.Rejudgings;
import org.parley.core.kernel.Page;
import org.parley.server.rest.Cursor;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Clicks and opens of before judged by the rules of today: asked for by one, approved by another.
@RestController
@RequestMapping("/api/v1/rejudgings")
final class RejudgingController {

    private final Rejudgings rejudgings;

    RejudgingController(Rejudgings rejudgings) {
        this.rejudgings = rejudgings;
    }

    /// Events by the time at which they happened, within the last 29 days.
    ///
    /// @param from inclusive
    /// @param until exclusive
    /// @param reason for whoever approves it, and for the auditor
    record RejudgingRequest(
            @NotNull Instant from,
            @NotNull Instant until,
            @NotBlank @Size(max = 1000) String reason) {}

    /// @param digest of the verdicts that were shown: what is approved is what was looked at
    record RejudgingApproval(@NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest) {}

    /// @param rules version of the rules
    /// @param state judging, judged, applying, applied, rejected or failed
    /// @param judged events looked at so far
    /// @param verdicts of them, those with another verdict than the one that stands
    /// @param digest of the verdicts; an approval names it; null: not judged to the end
    /// @param problem why it failed, or what its next try has to get past
    record RejudgingView(
            long id,
            Instant from,
            Instant until,
            int rules,
            String state,
            String reason,
            String askedBy,
            Instant askedAt,
            long judged,
            long verdicts,
            @Nullable String digest,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant finishedAt,
            @Nullable String problem) {

        static RejudgingView of(Rejudging rejudging) {
            return new RejudgingView(
                    rejudging.id(),
                    rejudging.range().opens(),
                    rejudging.range().closes(),
                    rejudging.rules(),
                    rejudging.state().word(),
                    rejudging.reason(),
                    rejudging.askedBy(),
                    rejudging.askedAt(),
                    rejudging.judged(),
                    rejudging.verdicts(),
                    rejudging.digest(),
                    rejudging.decidedBy(),
                    rejudging.decidedAt(),
                    rejudging.finishedAt(),
                    rejudging.problem());
        }
    }

    /// Distinct people of a run, as its report counts them.
    ///
    /// @param kind clicked, or read: who read, clicked or replied
    record RejudgingLine(int run, String kind, long peopleBefore, long peopleAfter) {

        static RejudgingLine of(Rejudging.Line line) {
            return new RejudgingLine(
                    line.run(), line.kind(), line.peopleBefore(), line.peopleAfter());
        }
    }

    /// @param lines of the runs with new verdicts; empty until it is judged
    record RejudgingDetail(RejudgingView rejudging, List<RejudgingLine> lines) {}

    /// By a member; a program is refused. The rules are the newest.
    @PostMapping
    ResponseEntity<RejudgingView> start(
            @Valid @RequestBody RejudgingRequest request, Principal principal) {
        var rejudging =
                rejudgings.start(
                        new EventRange(request.from(), request.until()),
                        request.reason(),
                        principal.getName());
        return ResponseEntity.created(URI.create("/api/v1/rejudgings/" + rejudging.id()))
                .body(RejudgingView.of(rejudging));
    }

    @GetMapping
    Page<RejudgingView> list(@Valid @ParameterObject Paging paging) {
        var page = Cursor.opaque(rejudgings.page(Cursor.position(paging), paging.size()));
        return new Page<>(page.items().stream().map(RejudgingView::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    RejudgingDetail get(@PathVariable long id) {
        return new RejudgingDetail(
                RejudgingView.of(rejudgings.get(id)),
                rejudgings.lines(id).stream().map(RejudgingLine::of).toList());
    }

    /// By another member than who asked; a program is refused. Its verdicts are told, and figures
    /// follow, after this returns.
    @PostMapping("/{id}/approval")
    RejudgingView approve(
            @PathVariable long id,
            @Valid @RequestBody RejudgingApproval approval,
            Principal principal) {
        return RejudgingView.of(rejudgings.approve(id, approval.digest(), principal.getName()));
    }

    /// Nothing changes. By anybody who may ask, also who asked.
    @PostMapping("/{id}/rejection")
    RejudgingView reject(@PathVariable long id, Principal principal) {
        return RejudgingView.of(rejudgings.reject(id, principal.getName()));
    }
}
