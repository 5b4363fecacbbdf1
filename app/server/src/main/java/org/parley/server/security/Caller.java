package org.parley.server.security;

import java.io.Serializable;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Set;
import org.parley.core.access.ApiKey;
import org.parley.core.access.Member;
import org.parley.core.access.Role;

/// Who calls: a member or a program. Controllers take it as `@AuthenticationPrincipal Caller`.
///
/// @param name e-mail address of the member, or `key:<prefix>`; goes into audit and `created_by`
/// @param displayName for screens
public record Caller(String name, String displayName, Set<Role> roles)
        implements Principal, Serializable {

    private static final long serialVersionUID = 1L;

    public Caller {
        // A set that Java serialization knows: it is kept in the session.
        roles = EnumSet.copyOf(roles);
    }

    static Caller of(Member member) {
        return new Caller(member.email(), member.name(), member.roles());
    }

    static Caller of(ApiKey key) {
        return new Caller("key:" + key.prefix(), key.name(), key.roles());
    }

    @Override
    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }
}
