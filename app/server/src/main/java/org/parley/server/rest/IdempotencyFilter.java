package org.parley.server.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.server.rest.internal.IdempotentRequestStore;
import org.parley.server.rest.internal.IdempotentRequestStore.Answer;
import org.parley.server.rest.internal.IdempotentRequestStore.InWork;
import org.parley.server.rest.internal.IdempotentRequestStore.Mine;
import org.parley.server.rest.internal.IdempotentRequestStore.Mismatch;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Makes a POST with the header `Idempotency-Key` safe to repeat: the same caller, key and request
/// get the same answer again, for a day. Only successes are kept: a request that was refused
/// changed nothing and may be mended under its key.
///
/// Runs behind the security chain, since a key belongs to its caller.
final class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final IdempotentRequestStore store;
    private final ProblemWriter problems;

    IdempotencyFilter(IdempotentRequestStore store, ProblemWriter problems) {
        this.store = store;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !"POST".equals(request.getMethod())
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            once(request, response, chain);
        } catch (ProblemException e) {
            problems.write(request, response, e);
        } catch (TryLaterException e) {
            problems.write(request, response, e);
        }
    }

    private void once(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var principal = request.getUserPrincipal().getName();
        var key = request.getHeader(HEADER);
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.invalid(HEADER, "A key is 1 to 200 visible ASCII characters");
        }
        var repeatable = isUpload(request) ? request : new BufferedRequest(request);
        switch (store.begin(principal, key, digest(repeatable))) {
            case Mine _ -> work(repeatable, response, chain, principal, key);
            case Answer answer -> replay(answer, response);
            case Mismatch _ ->
                    throw new ProblemException(
                            ErrorCode.IDEMPOTENCY_MISMATCH,
                            "This key came with another request before; take a new one");
            case InWork _ ->
                    throw new TryLaterException(
                            ErrorCode.CONFLICT,
                            "A request with this key is being worked on",
                            ASK_AGAIN);
        }
    }

    private void work(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            String principal,
            String key)
            throws ServletException, IOException {
        var kept = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(request, kept);
            if (kept.getStatus() / 100 == 2) {
                var body = new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8);
                var location = kept.getHeader(HttpHeaders.LOCATION);
                store.answered(principal, key, new Answer(kept.getStatus(), body, location));
                answered = true;
            }
        } finally {
            if (!answered) {
                store.forget(principal, key);
            }
        }
        kept.copyBodyToResponse();
    }

    private static void replay(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (!answer.body().isEmpty()) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    /// A file is read once, as a stream; it counts by its name and length. What it holds is
    /// recognised row by row by the import itself.
    private static boolean isUpload(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    }

    private static byte[] digest(HttpServletRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var line =
                    "%s?%s%n%d%n"
                            .formatted(
                                    request.getRequestURI(),
                                    request.getQueryString(),
                                    request.getContentLengthLong());
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            if (request instanceof BufferedRequest buffered) {
                digest.update(buffered.body());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
