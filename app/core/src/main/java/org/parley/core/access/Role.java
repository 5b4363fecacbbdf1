package org.parley.core.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.parley.core.kernel.ProblemException;

/// What a member or a program is there to do. What each may call stands in one table in the server.
public enum Role {
    MARKETER,
    ANALYST,
    FINANCE,
    AGENT,
    ADMIN,
    /// A till or shop that asks of promo codes, and nothing else; of programs only.
    STORE;

    /// The stable name in the store and in JSON.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws ProblemException if there is no such role
    @JsonCreator
    public static Role of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "roles",
                                "There is no role \"%s\"; there are marketer, analyst,"
                                                .formatted(wireName)
                                        + " finance, agent, admin and store"));
    }

    /// @throws ProblemException if there is none: whoever may do nothing needs no account
    static Set<Role> atLeastOne(Collection<Role> roles) {
        if (roles.isEmpty()) {
            throw ProblemException.invalid("roles", "Name at least one role");
        }
        return EnumSet.copyOf(roles);
    }

    /// As [#atLeastOne], of a person.
    ///
    /// @throws ProblemException likewise if one is for programs
    static Set<Role> ofMember(Collection<Role> roles) {
        if (roles.contains(STORE)) {
            throw ProblemException.invalid(
                    "roles", "A store is a program; make an API key with this role");
        }
        return atLeastOne(roles);
    }
}
