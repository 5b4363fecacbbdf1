package org.parley.server.web.reports;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.batch.attribution.CreditChange;
import org.parley.batch.attribution.OrderRange;
import org.parley.batch.attribution.Rebuild;
import org.parley.batch.attribution.Rebuilds;
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

/// Ranges of orders credited anew, with what that changed of the booked credits.
@RestController
@RequestMapping("/api/v1/attribution/rebuilds")
final class RebuildController {

    private final Rebuilds rebuilds;

    RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    /// Sales by the time at which they were placed; their refunds follow.
    ///
    /// @param from inclusive
    /// @param until exclusive
    record RebuildRequest(@NotNull Instant from, @NotNull Instant until) {}

    /// @param state running, finished or failed
    /// @param people looked at so far
    /// @param documents sales and refunds whose booked credit became another so far
    record RebuildView(
            long id,
            Instant from,
            Instant until,
            String state,
            String askedBy,
            Instant askedAt,
            @Nullable Instant finishedAt,
            long people,
            long documents) {

        static RebuildView of(Rebuild rebuild) {
            return new RebuildView(
                    rebuild.id(),
                    rebuild.range().opens(),
                    rebuild.range().closes(),
                    rebuild.state().word(),
                    rebuild.askedBy(),
                    rebuild.askedAt(),
                    rebuild.finishedAt(),
                    rebuild.people(),
                    rebuild.documents());
        }
    }

    /// @param changes by the run that had the documents before or has them since
    record RebuildDetail(RebuildView rebuild, List<CreditChange> changes) {}

    @PostMapping
    ResponseEntity<RebuildView> start(
            @Valid @RequestBody RebuildRequest request, Principal principal) {
        var rebuild =
                rebuilds.start(
                        new OrderRange(request.from(), request.until()), principal.getName());
        return ResponseEntity.created(URI.create("/api/v1/attribution/rebuilds/" + rebuild.id()))
                .body(RebuildView.of(rebuild));
    }

    @GetMapping
    Page<RebuildView> list(@Valid @ParameterObject Paging paging) {
        var page = Cursor.opaque(rebuilds.page(Cursor.position(paging), paging.size()));
        return new Page<>(page.items().stream().map(RebuildView::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    RebuildDetail get(@PathVariable long id) {
        return new RebuildDetail(RebuildView.of(rebuilds.get(id)), rebuilds.changes(id));
    }
}
