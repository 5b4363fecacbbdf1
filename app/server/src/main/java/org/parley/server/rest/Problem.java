package org.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// An error as callers get it, after RFC 9457.
///
/// @param type stable name of the kind of error; does not lead anywhere
/// @param title the kind in words
/// @param detail what is wrong this time and what helps
/// @param instance path of the request
/// @param errors by field of the request, where it is about fields
@Schema(description = "An error after RFC 9457, as application/problem+json")
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String instance,
        List<FieldProblem> errors) {

    private static final String TYPES = "https://parley.example/problems/";

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(ErrorCode code, String detail, String instance, List<FieldProblem> errors) {
        return new Problem(
                URI.create(TYPES + code.slug()),
                code.title(),
                code.status(),
                detail,
                instance,
                errors);
    }

    static Problem of(ProblemException e, String instance) {
        return of(
                e.code(),
                e.getMessage() == null ? e.code().title() : e.getMessage(),
                instance,
                e.fields());
    }

    /// The nearest of our kinds to a status that a library chose.
    static ErrorCode codeFor(int status) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status)
                .findFirst()
                .orElse(status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL);
    }
}
