package org.parley.server.web.audit;

import jakarta.validation.Valid;
import org.parley.core.audit.AuditEntry;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.AuditSeal;
import org.parley.core.kernel.Page;
import org.parley.server.rest.Cursor;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The record of deeds, the latest first.
@RestController
@RequestMapping("/api/v1/audit")
final class AuditController {

    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    /// To be kept elsewhere: whoever changes an entry later cannot come to the same seal.
    @GetMapping("/seal")
    AuditSeal seal() {
        return audit.seal();
    }

    @GetMapping
    Page<AuditEntry> list(@Valid @ParameterObject Paging paging) {
        return Cursor.opaque(audit.page(Cursor.position(paging), paging.size()));
    }
}
