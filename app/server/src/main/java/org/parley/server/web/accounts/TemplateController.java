package org.parley.server.web.accounts;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import org.parley.core.audit.AuditLog;
import org.parley.core.channel.NewTemplate;
import org.parley.core.kernel.Page;
import org.parley.core.template.KnownTemplate;
import org.parley.core.template.Templates;
import org.parley.server.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The wordings that an account's provider approves, by the account's name.
@RestController
@RequestMapping("/api/v1/accounts/{name}/templates")
final class TemplateController {

    private final Templates templates;
    private final AuditLog audit;

    TemplateController(Templates templates, AuditLog audit) {
        this.templates = templates;
        this.audit = audit;
    }

    /// What is known; asks nobody.
    @GetMapping
    Page<KnownTemplate> list(@PathVariable String name) {
        return new Page<>(templates.list(name), null);
    }

    /// Asks the provider to look at a new one.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    KnownTemplate create(
            @PathVariable String name,
            @Valid @RequestBody NewTemplate wanted,
            @AuthenticationPrincipal Caller caller) {
        KnownTemplate made = templates.create(name, wanted);
        audit.record(
                caller.name(),
                "template.create",
                "account/" + name,
                Map.of("template", made.name(), "language", made.language()));
        return made;
    }

    /// Asks the provider for all of them.
    @PostMapping("/sync")
    Page<KnownTemplate> sync(@PathVariable String name, @AuthenticationPrincipal Caller caller) {
        List<KnownTemplate> known = templates.sync(name);
        audit.record(
                caller.name(),
                "template.sync",
                "account/" + name,
                Map.of("templates", known.size()));
        return new Page<>(known, null);
    }
}
