package org.parley.core.kernel;

import java.util.List;

/// The caller's fault, told once at the edge as RFC 9457. The detail is for a person: what is
/// wrong, where, and the remedy; no personal data.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong with one field of the request.
    ///
    /// @param field JSON path such as `arms[1].weight`, or a column's name
    public record FieldProblem(String field, String detail) {}

    private final ErrorCode code;
    private final transient List<FieldProblem> fields;

    public ProblemException(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    public ProblemException(ErrorCode code, String detail, List<FieldProblem> fields) {
        super(detail);
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(
                ErrorCode.INVALID_REQUEST, detail, List.of(new FieldProblem(field, detail)));
    }

    public static ProblemException notFound(String what, Object id) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no " + what + " " + id);
    }

    public ErrorCode code() {
        return code;
    }

    public List<FieldProblem> fields() {
        return fields;
    }
}
