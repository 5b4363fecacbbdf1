package org.parley.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.parley.core.access.ApiKey;
import org.parley.core.access.ApiKeys;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.server.rest.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets in who brings `Authorization: Bearer parley_...`. A request with the header stands or falls
/// by it: a session that may come along counts for nothing.
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final ProblemWriter problems;

    ApiKeyFilter(ApiKeys keys, ProblemWriter problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        var key =
                header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        ? keys.verify(header.substring(SCHEME.length()).strip())
                        : Optional.<ApiKey>empty();
        if (key.isEmpty()) {
            problems.write(
                    request,
                    response,
                    new ProblemException(
                            ErrorCode.UNAUTHENTICATED,
                            "This API key is unknown, wrong or revoked"));
            return;
        }
        // Set for this request only and never saved into a session.
        SecurityContextHolder.setContext(
                new SecurityContextImpl(CallerAuthentication.byKey(Caller.of(key.get()))));
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
