package org.parley.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.core.contact.PhoneNumbers;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;

/// Imports of files: take one in, look how far it is, get what did not land.
public final class Imports {

    private final ImportStore store;
    private final Uploads uploads;
    private final ImportQueue queue;
    private final PhoneNumbers phones;
    private final String region;

    /// @param region of phone numbers where an upload names none; empty: none
    Imports(
            ImportStore store,
            Uploads uploads,
            ImportQueue queue,
            PhoneNumbers phones,
            String region) {
        if (!region.isEmpty() && !phones.knowsRegion(region)) {
            throw new IllegalArgumentException(
                    "parley.imports.default-region (PARLEY_IMPORTS_DEFAULT_REGION) is a country with"
                            + " phone numbers such as GB; it is "
                            + region);
        }
        this.store = store;
        this.uploads = uploads;
        this.queue = queue;
        this.phones = phones;
        this.region = region;
    }

    /// Keeps the upload and queues it; files are imported one after the other.
    ///
    /// @param fileName as the sender calls it, for people only
    /// @param content CSV, plain or gzip; read to its end
    /// @throws IOException where it did not arrive whole; nothing of it stays
    /// @throws ProblemException TOO_LARGE, or INVALID_REQUEST for options that make no sense
    public ImportFile start(
            ImportKind kind,
            String fileName,
            InputStream content,
            ImportOptions options,
            String createdBy)
            throws IOException {
        String given = options.defaultRegion();
        if (given != null && !phones.knowsRegion(given)) {
            throw ProblemException.invalid(
                    "defaultRegion", "Not a country with phone numbers such as GB");
        }
        if ((kind == ImportKind.RESULTS) != (options.results() != null)) {
            throw ProblemException.invalid(
                    "mapping", "A file of results comes with its mapping, no other file does");
        }
        Uploads.Upload upload = uploads.keep(content);
        long id =
                store.add(
                        kind,
                        fileName,
                        upload.path(),
                        upload.size(),
                        options.whereRegionIs(region),
                        createdBy);
        queue.add(id);
        return get(id);
    }

    /// As [#start(ImportKind, String, InputStream, ImportOptions, String)]; the file itself stays.
    public ImportFile start(ImportKind kind, Path file, ImportOptions options, String createdBy)
            throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return start(kind, String.valueOf(file.getFileName()), content, options, createdBy);
        }
    }

    public Optional<ImportFile> find(long id) {
        return store.find(id).map(ImportStore.Stored::file);
    }

    /// @throws ProblemException NOT_FOUND
    public ImportFile get(long id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("import", id));
    }

    /// The latest first.
    ///
    /// @param after `next` of the page before; null for the first
    /// @param limit 1 to 500; larger ones are cut
    public Page<ImportFile> page(@Nullable String after, int limit) {
        int size = Math.clamp(limit, 1, 500);
        List<ImportFile> found = store.before(cursor(after), size + 1);
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), Long.toString(found.get(size - 1).id()));
    }

    /// The reject file, CSV: line, column, reason. Empty where everything landed.
    public Optional<Path> rejects(long id) {
        return store.find(id).flatMap(stored -> Optional.ofNullable(stored.rejects()));
    }

    /// Queues an import again that a fault of ours stopped.
    ///
    /// @throws ProblemException CONFLICT where there is nothing left to resume
    public ImportFile resume(long id) {
        ImportStore.Stored stored =
                store.find(id).orElseThrow(() -> ProblemException.notFound("import", id));
        if (!Files.exists(stored.upload()) || !store.waitAgain(id)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "This import is not one that can go on; send the file again");
        }
        queue.add(id);
        return get(id);
    }

    private static long cursor(@Nullable String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException _) {
            throw ProblemException.invalid("after", "Pass `next` of the page before");
        }
    }
}
