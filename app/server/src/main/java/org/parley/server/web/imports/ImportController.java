package org.parley.server.web.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.ImportFile;
import org.parley.batch.imports.ImportKind;
import org.parley.batch.imports.ImportOptions;
import org.parley.batch.imports.Imports;
import org.parley.batch.imports.ResultMappings;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Files that are imported. The body of the upload is the file itself and is streamed to disk.
@RestController
@RequestMapping("/api/v1/imports")
final class ImportController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Imports imports;
    private final ResultMappings mappings;
    private final AuditLog audit;

    ImportController(Imports imports, ResultMappings mappings, AuditLog audit) {
        this.imports = imports;
        this.mappings = mappings;
        this.audit = audit;
    }

    record ImportView(
            long id,
            String kind,
            String fileName,
            String state,
            long sizeBytes,
            long rowsRead,
            long rowsApplied,
            long rowsRejected,
            long ratePerSecond,
            @Nullable String problem,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String rejectsUrl) {

        static ImportView of(ImportFile file) {
            return new ImportView(
                    file.id(),
                    file.kind().word(),
                    file.fileName(),
                    file.state().word(),
                    file.sizeBytes(),
                    file.rowsRead(),
                    file.rowsApplied(),
                    file.rowsRejected(),
                    file.ratePerSecond(),
                    file.problem(),
                    file.createdAt(),
                    file.startedAt(),
                    file.finishedAt(),
                    file.hasRejects() ? "/api/v1/imports/" + file.id() + "/rejects" : null);
        }
    }

    @PostMapping
    ResponseEntity<ImportView> start(
            @RequestParam String kind,
            @RequestParam @NotBlank @Size(max = 200) String fileName,
            @RequestParam(required = false) @Nullable String defaultRegion,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Long mapping,
            HttpServletRequest request,
            Principal principal)
            throws IOException {
        ImportOptions options =
                new ImportOptions(
                        defaultRegion,
                        store,
                        currency,
                        zone,
                        mapping == null ? null : mappings.get(mapping));
        ImportFile file =
                imports.start(
                        ImportKind.of(kind),
                        fileName,
                        request.getInputStream(),
                        options,
                        principal.getName());
        audit.record(
                principal.getName(),
                "import.start",
                "import/" + file.id(),
                Map.of("kind", kind, "bytes", file.sizeBytes()));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + file.id()))
                .body(ImportView.of(file));
    }

    record MappingView(long id) {}

    /// Takes the mapping of a file of results, which is sent next. Everything that is wrong with it
    /// is told before the file leaves its place.
    @PostMapping("/mappings")
    @ResponseStatus(HttpStatus.CREATED)
    MappingView map(@RequestBody ResultMapping mapping, Principal principal) {
        long id = mappings.keep(mapping, principal.getName());
        audit.record(
                principal.getName(),
                "import.map",
                "mapping/" + id,
                Map.of(
                        "campaign", mapping.campaign().name(),
                        "source", mapping.campaign().source(),
                        "externalId", mapping.campaign().externalId()));
        return new MappingView(id);
    }

    @GetMapping
    Page<ImportView> list(@Valid @ParameterObject Paging paging) {
        Page<ImportFile> page = imports.page(paging.after(), paging.size());
        return new Page<>(page.items().stream().map(ImportView::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    ImportView get(@PathVariable long id) {
        return ImportView.of(imports.get(id));
    }

    /// Lets an import go on that a fault on our side stopped.
    @PostMapping("/{id}/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportView resume(@PathVariable long id, Principal principal) {
        ImportFile file = imports.resume(id);
        audit.record(principal.getName(), "import.resume", "import/" + id, Map.of());
        return ImportView.of(file);
    }

    @GetMapping("/{id}/rejects")
    ResponseEntity<Resource> rejects(@PathVariable long id) {
        Path path =
                imports.rejects(imports.get(id).id())
                        .orElseThrow(() -> ProblemException.notFound("reject file of import", id));
        ContentDisposition attachment =
                ContentDisposition.attachment().filename("import-" + id + "-rejects.csv").build();
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .body(new FileSystemResource(path));
    }
}
