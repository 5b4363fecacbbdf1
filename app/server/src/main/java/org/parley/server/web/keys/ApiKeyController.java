package org.parley.server.web.keys;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.access.ApiKey;
import org.parley.core.access.ApiKeys;
import org.parley.core.access.Role;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.Page;
import org.parley.server.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Keys of programs: few enough for one page.
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {

    private final ApiKeys keys;
    private final AuditLog audit;

    ApiKeyController(ApiKeys keys, AuditLog audit) {
        this.keys = keys;
        this.audit = audit;
    }

    record NewKey(@NotBlank String name, @NotNull List<Role> roles) {}

    record KeyView(
            String prefix,
            String name,
            List<Role> roles,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt) {
        static KeyView of(ApiKey key) {
            return new KeyView(
                    key.prefix(),
                    key.name(),
                    key.roles().stream().sorted().toList(),
                    key.createdBy(),
                    key.createdAt(),
                    key.revokedAt());
        }
    }

    /// @param key the whole key, shown this once
    record Created(String key, String prefix) {
        @Override
        public String toString() {
            return "Created[" + prefix + "]";
        }
    }

    @GetMapping
    Page<KeyView> list() {
        return new Page<>(keys.all().stream().map(KeyView::of).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    Created create(@Valid @RequestBody NewKey wanted, @AuthenticationPrincipal Caller caller) {
        var created = keys.create(wanted.name(), wanted.roles(), caller.name());
        audit.record(
                caller.name(),
                "api-key.create",
                "api-key/" + created.key().prefix(),
                Map.of("name", created.key().name(), "roles", created.key().roles()));
        return new Created(created.token(), created.key().prefix());
    }

    @DeleteMapping("/{prefix}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void revoke(@PathVariable String prefix, @AuthenticationPrincipal Caller caller) {
        keys.revoke(prefix);
        audit.record(caller.name(), "api-key.revoke", "api-key/" + prefix, Map.of());
    }
}
