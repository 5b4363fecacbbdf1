package org.parley.server.web.audit;

import jakarta.validation.Valid;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.audit.AuditEntry;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.server.rest.Cursor;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The record of deeds, the latest first.
@RestController
@RequestMapping("/api/v1/audit")
final class AuditController {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    /// @param number of entries that are sealed
    /// @param seal of the last one, hexadecimal SHA-256 over it and all before; empty: there is
    ///   none
    /// @param broken the first entry that was changed, taken out or put in behind the log's back;
    ///   null: the chain holds in itself
    /// @param kept whether the seal that was asked about is still the one of its number; null: none
    ///   was asked about
    record SealView(long number, String seal, @Nullable Long broken, @Nullable Boolean kept) {}

    /// To be kept elsewhere, and asked about later with its number and seal: the log is proved
    /// unchanged up to the last seal that was kept. What came after it can be taken away unseen.
    @GetMapping("/seal")
    SealView seal(
            @RequestParam(required = false) @Nullable Long number,
            @RequestParam(required = false) @Nullable String seal) {
        if ((number == null) != (seal == null)) {
            throw ProblemException.invalid(
                    number == null ? "number" : "seal", "A seal is kept together with its number");
        }
        if (seal != null && !SHA_256.matcher(seal).matches()) {
            throw ProblemException.invalid("seal", "Not a SHA-256 in hexadecimal");
        }
        var end = audit.seal();
        return new SealView(
                end.number(),
                end.seal(),
                end.broken(),
                (number == null || seal == null) ? null : audit.keeps(number, seal));
    }

    @GetMapping
    Page<AuditEntry> list(@Valid @ParameterObject Paging paging) {
        return Cursor.opaque(audit.page(Cursor.position(paging), paging.size()));
    }
}
