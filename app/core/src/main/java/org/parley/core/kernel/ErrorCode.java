package org.parley.core.kernel;

/// Every fault that a caller is told of, with its HTTP status and a stable name that becomes the
/// RFC 9457 `type`.
public enum ErrorCode {
    INVALID_REQUEST(400, "invalid-request", "The request is not valid"),
    MALFORMED_FILE(400, "malformed-file", "The file cannot be read"),
    UNAUTHENTICATED(401, "unauthenticated", "Sign in first"),
    FORBIDDEN(403, "forbidden", "Your role does not allow this"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This address does not take this method"),
    NOT_ACCEPTABLE(406, "not-acceptable", "There is no answer in a format that you accept"),
    CONFLICT(409, "conflict", "The present state does not allow this"),
    ALREADY_EXISTS(409, "already-exists", "This name is taken"),
    IDEMPOTENCY_MISMATCH(
            422, "idempotency-mismatch", "This idempotency key was used for another request"),
    NOT_SENDABLE(422, "not-sendable", "The message cannot be sent as it is"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(
            415, "unsupported-media-type", "This address does not take this kind of content"),
    TOO_MANY_REQUESTS(429, "too-many-requests", "Too many attempts"),
    INTERNAL(500, "internal", "Something went wrong on our side"),
    UNAVAILABLE(503, "unavailable", "A part of the system is away; try again");

    private final int status;
    private final String slug;
    private final String title;

    ErrorCode(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }
}
