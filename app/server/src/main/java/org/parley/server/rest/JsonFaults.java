package org.parley.server.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Turns what Jackson says of a body into what helps its author: where, and what is wrong there.
final class JsonFaults {

    private JsonFaults() {}

    static ProblemException explain(JacksonException e) {
        var path = path(e.getPath());
        var refusal = cause(e, ProblemException.class);
        if (refusal != null) {
            var detail = text(refusal);
            return new ProblemException(
                    refusal.code(), detail, List.of(new FieldProblem(path, detail)));
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    invalid(
                            path,
                            "There is no field \"%s\" here; there are %s"
                                    .formatted(
                                            unknown.getPropertyName(),
                                            unknown.getKnownPropertyIds()));
            case InvalidTypeIdException _ ->
                    invalid(path, "The value of \"type\" is missing or unknown here");
            case DatabindException _ when cause(e, IllegalArgumentException.class) != null ->
                    invalid(path, text(cause(e, IllegalArgumentException.class)));
            case StreamReadException _ ->
                    new ProblemException(
                            ErrorCode.INVALID_REQUEST,
                            "The body is not valid JSON at line %d, column %d"
                                    .formatted(
                                            e.getLocation().getLineNr(),
                                            e.getLocation().getColumnNr()));
            default ->
                    invalid(path, "The value is missing or not of the form that is expected here");
        };
    }

    private static ProblemException invalid(String path, String detail) {
        return ProblemException.invalid(path, detail);
    }

    /// `arms[1].weight`; empty for the body as a whole.
    private static String path(List<JacksonException.Reference> references) {
        var path = new StringBuilder();
        for (var reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (var at = e.getCause(); at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static String text(@Nullable Throwable e) {
        return e == null || e.getMessage() == null ? "The value is not valid here" : e.getMessage();
    }
}
