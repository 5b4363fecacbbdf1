package org.parley.core.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a program shows to be let in; here without its secret.
///
/// @param prefix finds the key; no secret
/// @param createdBy e-mail address of the member who made it
/// @param revokedAt null: still good
public record ApiKey(
        String prefix,
        String name,
        Set<Role> roles,
        String createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt) {
    public ApiKey {
        roles = Set.copyOf(roles);
    }
}
