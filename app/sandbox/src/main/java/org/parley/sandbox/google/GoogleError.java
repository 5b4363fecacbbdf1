package org.parley.sandbox.google;

import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// An error as Google's APIs spell it (`google.rpc.Status`).
public record GoogleError(int code, String status, String message) {

    public static GoogleError invalid(String message) {
        return new GoogleError(400, "INVALID_ARGUMENT", message);
    }

    /// The error of an HTTP status, with the status word that goes with it.
    public static GoogleError of(int code, String message) {
        String status =
                switch (code) {
                    case 400 -> "INVALID_ARGUMENT";
                    case 401 -> "UNAUTHENTICATED";
                    case 403 -> "PERMISSION_DENIED";
                    case 404 -> "NOT_FOUND";
                    case 409 -> "ALREADY_EXISTS";
                    case 429 -> "RESOURCE_EXHAUSTED";
                    case 503 -> "UNAVAILABLE";
                    default -> "INTERNAL";
                };
        return new GoogleError(code, status, message.isEmpty() ? status : message);
    }

    public Answer.Reply reply() {
        return Answer.json(code, Json.write(json()));
    }

    /// The answer's body, for who adds details to it.
    public ObjectNode json() {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message).put("status", status);
        return body;
    }
}
