package org.parley.server.security;

import static org.parley.core.access.Role.ADMIN;
import static org.parley.core.access.Role.AGENT;
import static org.parley.core.access.Role.ANALYST;
import static org.parley.core.access.Role.FINANCE;
import static org.parley.core.access.Role.MARKETER;
import static org.parley.core.access.Role.STORE;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.parley.core.access.Role;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// The one table of who may call what. The first line that fits decides; what fits no line is
/// refused. An administrator may do everything that stands here.
public final class Permissions {

    private static final Role[] EVERYONE = {MARKETER, ANALYST, FINANCE, AGENT, ADMIN};
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<HttpMethod> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final List<Rule> RULES =
            List.of(
                    // Sign-in itself.
                    open(HttpMethod.GET, "/api/v1/session"),
                    open(HttpMethod.POST, "/api/v1/session"),
                    open(HttpMethod.DELETE, "/api/v1/session"),
                    // Conversations: what agents are here for.
                    read("/api/v1/conversations/**", AGENT, MARKETER),
                    read("/api/v1/contacts/{id}/messages", AGENT, MARKETER),
                    // Contacts and what comes in.
                    read("/api/v1/contacts/**", MARKETER),
                    read("/api/v1/imports/**", MARKETER),
                    write("/api/v1/imports/**", MARKETER),
                    write("/api/v1/suppressions", MARKETER, AGENT),
                    write("/api/v1/suppressions/check", MARKETER, AGENT),
                    write("/api/v1/suppressions/release", ADMIN),
                    // Campaigns and their parts.
                    read("/api/v1/segments/**", MARKETER, ANALYST),
                    write("/api/v1/segments/**", MARKETER),
                    read("/api/v1/messages/**", MARKETER, ANALYST),
                    write("/api/v1/messages/**", MARKETER),
                    read("/api/v1/campaigns/**", MARKETER, ANALYST, FINANCE),
                    write("/api/v1/campaigns/**", MARKETER),
                    read("/api/v1/offers/**", MARKETER, ANALYST),
                    write("/api/v1/offers/**", MARKETER),
                    // stores ask by a key for this alone, or by the one that they tell orders with
                    write("/api/v1/promo-codes/check", STORE, FINANCE),
                    write("/api/v1/promo-codes/redeem", STORE, FINANCE),
                    write("/api/v1/promo-codes/release", STORE, FINANCE),
                    // What came of them.
                    // who it was is for those who work with people and segments
                    read("/api/v1/runs/{id}/recipients", MARKETER, ANALYST),
                    read("/api/v1/runs/{id}/recipients.csv", MARKETER, ANALYST),
                    read("/api/v1/runs/{id}/report/by/segment", MARKETER, ANALYST),
                    read("/api/v1/runs/{id}/report/by/segment.csv", MARKETER, ANALYST),
                    read("/api/v1/runs/{id}/report/subgroups/segment", MARKETER, ANALYST),
                    read("/api/v1/runs/{id}/report/subgroups/segment.csv", MARKETER, ANALYST),
                    read("/api/v1/runs/{id}/promo-codes.csv", MARKETER, ANALYST),
                    read("/api/v1/runs/**", MARKETER, ANALYST, FINANCE),
                    write("/api/v1/runs/{id}/recipients/segment", MARKETER),
                    read("/api/v1/reports/**", MARKETER, ANALYST, FINANCE),
                    read("/api/v1/reconciliations/**", ANALYST),
                    write("/api/v1/reconciliations", ADMIN),
                    // whom figures take for people decides on money
                    read("/api/v1/machine-rules", MARKETER, ANALYST, FINANCE),
                    write("/api/v1/machine-rules", FINANCE),
                    read("/api/v1/rejudgings/**", MARKETER, ANALYST, FINANCE),
                    write("/api/v1/rejudgings/**", FINANCE),
                    // Money.
                    read("/api/v1/attribution/**", ANALYST, FINANCE),
                    write("/api/v1/attribution/**", FINANCE),
                    read("/api/v1/exports/**", FINANCE),
                    write("/api/v1/exports/**", FINANCE),
                    read("/api/v1/periods/**", FINANCE),
                    write("/api/v1/periods/**", FINANCE),
                    read("/api/v1/invoices/**", FINANCE),
                    write("/api/v1/invoices/**", FINANCE),
                    read("/api/v1/rate-cards/**", FINANCE),
                    write("/api/v1/rate-cards/**", FINANCE),
                    read("/api/v1/fx-rates/**", FINANCE),
                    write("/api/v1/fx-rates/**", FINANCE),
                    read("/api/v1/orders/**", FINANCE),
                    write("/api/v1/orders/**", FINANCE),
                    // The installation.
                    read("/api/v1/status", EVERYONE),
                    read("/api/v1/accounts/{name}/templates", MARKETER),
                    write("/api/v1/accounts/{name}/templates/**", MARKETER),
                    read("/api/v1/accounts/**", ADMIN),
                    write("/api/v1/accounts/**", ADMIN),
                    read("/api/v1/shops/**", ADMIN),
                    write("/api/v1/shops/**", ADMIN),
                    read("/api/v1/members/**", ADMIN),
                    write("/api/v1/members/**", ADMIN),
                    read("/api/v1/api-keys/**", ADMIN),
                    write("/api/v1/api-keys/**", ADMIN),
                    read("/api/v1/audit/**", ADMIN),
                    read("/v3/api-docs/**", EVERYONE),
                    read("/v3/api-docs.yaml", EVERYONE),
                    // Probes say up or down; the rest of operations is the administrator's.
                    open(HttpMethod.GET, "/actuator/health"),
                    open(HttpMethod.GET, "/actuator/health/liveness"),
                    open(HttpMethod.GET, "/actuator/health/readiness"),
                    read("/actuator/**", ADMIN));

    /// @param roles whom it is for; empty: anybody, signed in or not
    record Rule(Set<HttpMethod> methods, PathPatternRequestMatcher path, Set<Role> roles) {

        boolean open() {
            return roles.isEmpty();
        }

        boolean allows(Set<Role> held) {
            return open() || held.contains(ADMIN) || held.stream().anyMatch(roles::contains);
        }

        private boolean fits(HttpServletRequest request) {
            return methods.contains(HttpMethod.valueOf(request.getMethod()))
                    && path.matches(request);
        }
    }

    private Permissions() {}

    /// The line that decides on this request; empty: refused.
    static Optional<Rule> decisive(HttpServletRequest request) {
        return RULES.stream().filter(rule -> rule.fits(request)).findFirst();
    }

    private static Rule open(HttpMethod method, String pattern) {
        return new Rule(Set.of(method), PathPatternRequestMatcher.pathPattern(pattern), Set.of());
    }

    private static Rule read(String pattern, Role... roles) {
        return new Rule(READS, PathPatternRequestMatcher.pathPattern(pattern), some(roles));
    }

    private static Rule write(String pattern, Role... roles) {
        return new Rule(WRITES, PathPatternRequestMatcher.pathPattern(pattern), some(roles));
    }

    private static Set<Role> some(Role... roles) {
        return EnumSet.copyOf(Arrays.asList(roles));
    }
}
