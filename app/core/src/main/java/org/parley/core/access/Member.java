package org.parley.core.access;

import java.time.Instant;
import java.util.Set;

/// A person who works with this installation.
///
/// @param email what the person signs in with, in lower case
/// @param enabled false: may not sign in
public record Member(
        long id, String email, String name, Set<Role> roles, boolean enabled, Instant createdAt) {
    public Member {
        roles = Set.copyOf(roles);
    }
}
