package org.parley.server.rest;

import java.net.ConnectException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/// Every error that leaves a controller, in the one form. What is our fault is logged once, under a
/// number that the caller sees; nothing of its inside leaves the house.
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration STORE_AWAY = Duration.ofSeconds(5);

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException e, WebRequest request) {
        return answer(Problem.of(e, path(request)), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> later(TryLaterException e, WebRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(e.seconds()));
        var detail = e.getMessage() == null ? e.code().title() : e.getMessage();
        return answer(Problem.of(e.code(), detail, path(request), List.of()), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(Exception e, WebRequest request) {
        if (storeIsAway(e)) {
            log.warn("A store is away: {}", e.getMessage());
            return later(
                    new TryLaterException(
                            ErrorCode.UNAVAILABLE,
                            "A store of this installation does not answer; try again",
                            STORE_AWAY),
                    request);
        }
        var number = UUID.randomUUID();
        log.error("Error {} at {}", number, path(request), e);
        return answer(
                Problem.of(
                        ErrorCode.INTERNAL,
                        "The log of this installation names the cause under " + number,
                        path(request),
                        List.of()),
                new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(
                e.getAllErrors().stream().map(ProblemAdvice::fieldProblem).toList(), request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var fields =
                e.getParameterValidationResults().stream()
                        .flatMap(result ->
                                result.getResolvableErrors().stream()
                                        .map(error ->
                                                error instanceof FieldError field
                                                        ? fieldProblem(field)
                                                        : new FieldProblem(
                                                                name(
                                                                        result.getMethodParameter()
                                                                                .getParameterName()),
                                                                name(error.getDefaultMessage()))))
                        .toList();
        return invalid(fields, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return refused(
                e.getCause() instanceof JacksonException json
                        ? JsonFaults.explain(json)
                        : new ProblemException(
                                ErrorCode.INVALID_REQUEST, "The body is missing or cannot be read"),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return refused(
                ProblemException.invalid(e.getParameterName(), "This parameter is missing"),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var refusal = cause(e, ProblemException.class);
        if (refusal != null) {
            return refused(refusal, request);
        }
        var field =
                e instanceof MethodArgumentTypeMismatchException argument
                        ? argument.getName()
                        : name(e.getPropertyName());
        return refused(
                ProblemException.invalid(
                        field, "The value is not of the form that is expected here"),
                request);
    }

    /// Everything else that the framework refuses: 404, 405, 406, 413, 415 and the like.
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var code = Problem.codeFor(status.value());
        if (code == ErrorCode.INTERNAL) {
            return broken(e, request);
        }
        var detail = e instanceof ErrorResponse error ? error.getBody().getDetail() : null;
        return answer(
                Problem.of(code, detail == null ? code.title() : detail, path(request), List.of()),
                headers);
    }

    private ResponseEntity<Object> invalid(List<FieldProblem> fields, WebRequest request) {
        return refused(
                new ProblemException(
                        ErrorCode.INVALID_REQUEST, ErrorCode.INVALID_REQUEST.title(), fields),
                request);
    }

    private static FieldProblem fieldProblem(ObjectError error) {
        if (!(error instanceof FieldError field)) {
            return new FieldProblem("", name(error.getDefaultMessage()));
        }
        return new FieldProblem(
                field.getField(),
                field.isBindingFailure()
                        ? "The value is not of the form that is expected here"
                        : name(field.getDefaultMessage()));
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        var all = new HttpHeaders(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == ErrorCode.UNAUTHENTICATED.status()) {
            all.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return new ResponseEntity<>(problem, all, HttpStatusCode.valueOf(problem.status()));
    }

    private static boolean storeIsAway(Exception e) {
        return cause(e, SQLTransientConnectionException.class) != null
                || cause(e, ConnectException.class) != null;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static String path(WebRequest request) {
        return request instanceof ServletWebRequest web ? web.getRequest().getRequestURI() : "";
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : name;
    }
}
