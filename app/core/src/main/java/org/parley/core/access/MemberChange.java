package org.parley.core.access;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What shall be different about a member.
///
/// @param name null: as it is
/// @param roles null: as they are
/// @param enabled null: as it is; false: may not sign in any more
public record MemberChange(
        @Nullable String name, @Nullable Collection<Role> roles, @Nullable Boolean enabled) {

    Member on(Member member) {
        return new Member(
                member.id(),
                member.email(),
                name == null ? member.name() : Members.validName(name),
                roles == null ? member.roles() : Role.ofMember(roles),
                enabled == null ? member.enabled() : enabled,
                member.createdAt());
    }
}
