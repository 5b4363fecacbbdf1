package org.parley.server.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes an error from a filter, where no controller advice reaches.
@Component
public final class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException e)
            throws IOException {
        write(response, Problem.of(e, request.getRequestURI()));
    }

    void write(HttpServletRequest request, HttpServletResponse response, TryLaterException e)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.seconds()));
        write(response, Problem.of(e.code(), text(e), request.getRequestURI(), List.of()));
    }

    private void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == ErrorCode.UNAUTHENTICATED.status()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    private static String text(TryLaterException e) {
        return e.getMessage() == null ? e.code().title() : e.getMessage();
    }
}
