package org.parley.server.security;

import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// A caller who has proved to be one.
final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final Caller caller;
    private final boolean byKey;

    private CallerAuthentication(Caller caller, boolean byKey) {
        super(authorities(caller));
        this.caller = caller;
        this.byKey = byKey;
        super.setAuthenticated(true);
    }

    static CallerAuthentication bySession(Caller member) {
        return new CallerAuthentication(member, false);
    }

    static CallerAuthentication byKey(Caller program) {
        return new CallerAuthentication(program, true);
    }

    /// Whether this request brought an API key, which no foreign page can make a browser do.
    boolean isByKey() {
        return byKey;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /// Nothing: passwords and secrets are not kept.
    @Override
    public Object getCredentials() {
        return "";
    }

    private static Collection<GrantedAuthority> authorities(Caller caller) {
        return caller.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerAuthentication that
                && caller.equals(that.caller)
                && byKey == that.byKey;
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
