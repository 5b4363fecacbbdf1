package org.parley.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.server.rest.ProblemWriter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/// Says why a request was refused, in the same form as every other error.
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemWriter problems;

    Refusals(ProblemWriter problems) {
        this.problems = problems;
    }

    /// Nobody is signed in.
    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        problems.write(
                request,
                response,
                new ProblemException(
                        ErrorCode.UNAUTHENTICATED, "Sign in, or bring an API key as Bearer token"));
    }

    /// Somebody is, who may not.
    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        problems.write(request, response, reason(request, e));
    }

    private static ProblemException reason(HttpServletRequest request, AccessDeniedException e) {
        if (e instanceof CsrfException) {
            return new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "The request does not carry the token of this session: send the value of the"
                            + " cookie XSRF-TOKEN as header X-XSRF-TOKEN");
        }
        if (Permissions.decisive(request).isEmpty()) {
            return new ProblemException(
                    ErrorCode.NOT_FOUND,
                    "There is no %s %s".formatted(request.getMethod(), request.getRequestURI()));
        }
        return new ProblemException(
                ErrorCode.FORBIDDEN, "None of your roles allows this; ask an administrator");
    }
}
