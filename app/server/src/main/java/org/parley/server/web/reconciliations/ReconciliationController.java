package org.parley.server.web.reconciliations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.batch.reconcile.Reconciliation;
import org.parley.batch.reconcile.Reconciliation.Discrepancy;
import org.parley.batch.reconcile.Reconciliation.Kind;
import org.parley.batch.reconcile.Reconciliations;
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

/// Whether the ledger, the raw events and the rollups agree: made every night, and when asked for.
@RestController
@RequestMapping("/api/v1/reconciliations")
final class ReconciliationController {

    private final Reconciliations reconciliations;

    ReconciliationController(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    /// @param kind `check` compares and adds what rollups lack, `rebuild` builds all rollups anew
    record ReconciliationRequest(@NotNull @Pattern(regexp = "check|rebuild") String kind) {}

    /// @param agrees null: not known yet
    record ReconciliationView(
            long id,
            String kind,
            Instant startedAt,
            @Nullable Instant finishedAt,
            String startedBy,
            @Nullable Integer runs,
            @Nullable Integer moving,
            @Nullable Long cells,
            @Nullable Long apart,
            @Nullable Long repaired,
            @Nullable Boolean agrees,
            @Nullable String problem) {

        static ReconciliationView of(Reconciliation made) {
            return new ReconciliationView(
                    made.id(),
                    made.kind().word(),
                    made.startedAt(),
                    made.finishedAt(),
                    made.startedBy(),
                    made.runs(),
                    made.moving(),
                    made.cells(),
                    made.apart(),
                    made.repaired(),
                    made.agrees(),
                    made.problem());
        }
    }

    /// @param lines what was found apart, up to two thousand
    record ReconciliationDetail(ReconciliationView reconciliation, List<Discrepancy> lines) {}

    @GetMapping
    Page<ReconciliationView> list(@Valid @ParameterObject Paging paging) {
        Page<Reconciliation> page =
                Cursor.opaque(reconciliations.page(Cursor.position(paging), paging.size()));
        return new Page<>(page.items().stream().map(ReconciliationView::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    ReconciliationDetail get(@PathVariable long id) {
        return new ReconciliationDetail(
                ReconciliationView.of(reconciliations.get(id)), reconciliations.lines(id));
    }

    @PostMapping
    ResponseEntity<ReconciliationView> start(
            @Valid @RequestBody ReconciliationRequest request, Principal principal) {
        Reconciliation started =
                reconciliations.start(
                        Kind.valueOf(request.kind().toUpperCase(Locale.ROOT)), principal.getName());
        return ResponseEntity.created(URI.create("/api/v1/reconciliations/" + started.id()))
                .body(ReconciliationView.of(started));
    }
}
