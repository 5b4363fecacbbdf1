package org.parley.server.web.exports;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.RoiParameters;
import org.parley.analytics.finance.RoiProfile;
import org.parley.batch.exports.ExportFile;
import org.parley.batch.exports.ExportFile.Part;
import org.parley.batch.exports.Exports;
import org.parley.core.kernel.Page;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Files for finance: asked for, watched, and taken.
@RestController
@RequestMapping("/api/v1/exports")
final class ExportController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Exports exports;

    ExportController(Exports exports) {
        this.exports = exports;
    }

    /// @param from inclusive, and until exclusive: when the facts were
    /// @param period a month of the books, such as 2026-10, corrections of earlier months included;
    ///   then without run, from and until
    /// @param profile null: `machine`, which is UTF-8, comma, point
    /// @param reportingCurrency every line is converted to it too; null: not converted
    record RoiRequest(
            @Nullable Integer run,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable YearMonth period,
            @Nullable RoiProfile profile,
            @Pattern(regexp = "[A-Z]{3}") @Nullable String reportingCurrency) {}

    record ExportView(
            long id,
            String state,
            @Nullable Integer run,
            @Nullable YearMonth period,
            @Nullable Long rows,
            @Nullable String sha256,
            @Nullable String fileUrl,
            @Nullable String manifestUrl,
            @Nullable String problem,
            RoiProfile profile,
            String createdBy,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static ExportView of(ExportFile file) {
            var finished = file.state() == ExportFile.State.FINISHED;
            var address = "/api/v1/exports/" + file.id();
            return new ExportView(
                    file.id(),
                    file.state().word(),
                    file.parameters().run(),
                    file.parameters().period(),
                    file.rows(),
                    file.sha256(),
                    finished ? address + "/file" : null,
                    finished ? address + "/manifest" : null,
                    file.problem(),
                    file.parameters().profile(),
                    file.createdBy(),
                    file.createdAt(),
                    file.finishedAt());
        }
    }

    @PostMapping("/roi")
    ResponseEntity<ExportView> start(@Valid @RequestBody RoiRequest request, Principal principal) {
        var export =
                exports.startRoi(
                        new RoiParameters(
                                request.run(),
                                request.from(),
                                request.until(),
                                request.period(),
                                request.reportingCurrency(),
                                Objects.requireNonNullElse(request.profile(), RoiProfile.MACHINE)),
                        principal.getName());
        return ResponseEntity.created(URI.create("/api/v1/exports/" + export.id()))
                .body(ExportView.of(export));
    }

    @GetMapping
    Page<ExportView> list(@Valid @ParameterObject Paging paging) {
        var page = exports.page(paging.after(), paging.size());
        return new Page<>(page.items().stream().map(ExportView::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    ExportView get(@PathVariable long id) {
        return ExportView.of(exports.get(id));
    }

    @GetMapping("/{id}/file")
    ResponseEntity<Resource> file(@PathVariable long id, Principal principal) {
        var type = exports.get(id).parameters().profile() == RoiProfile.XLSX ? XLSX : CSV;
        return download(id, Part.FILE, type, principal);
    }

    @GetMapping("/{id}/manifest")
    ResponseEntity<Resource> manifest(@PathVariable long id, Principal principal) {
        return download(id, Part.MANIFEST, MediaType.APPLICATION_JSON, principal);
    }

    private ResponseEntity<Resource> download(
            long id, Part part, MediaType type, Principal principal) {
        var path = exports.open(id, part, principal.getName());
        var attachment =
                ContentDisposition.attachment().filename(path.getFileName().toString()).build();
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .body(new FileSystemResource(path));
    }
}
