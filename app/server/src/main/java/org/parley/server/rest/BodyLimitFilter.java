package org.parley.server.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.parley.core.kernel.ProblemException;
import org.parley.server.ParleySettings;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies that are larger than anybody needs, by their declared length and, where none is
/// declared, while they are read. Webhooks are bounded by their own door, which knows how much each
/// provider sends.
final class BodyLimitFilter extends OncePerRequestFilter {

    private static final Set<String> FILES = Set.of("/api/v1/imports", "/api/v1/invoices");
    private static final Pattern CODES = Pattern.compile("/api/v1/offers/\\d+/codes");

    /// As many codes as may be brought at a time, each as long as may be.
    private static final DataSize MOST_CODES = DataSize.ofMegabytes(8);

    private static final String WEBHOOKS = "/webhooks/";

    private final ParleySettings settings;
    private final ProblemWriter problems;

    BodyLimitFilter(ParleySettings settings, ProblemWriter problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(WEBHOOKS);
    }

    private DataSize limit(String path) {
        if (FILES.contains(path)) {
            return settings.imports().maxUpload();
        }
        return CODES.matcher(path).matches() ? MOST_CODES : settings.limits().body();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = limit(request.getRequestURI());
        try {
            if (request.getContentLengthLong() > limit.toBytes()) {
                throw LimitedRequest.tooLarge(limit);
            }
            chain.doFilter(
                    request.getContentLengthLong() < 0
                            ? new LimitedRequest(request, limit)
                            : request,
                    response);
        } catch (ProblemException e) {
            problems.write(request, response, e);
        }
    }
}
