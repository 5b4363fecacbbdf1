package org.parley.sandbox.graph;

import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// An error as the messaging platform words it ("Error codes" of the Messenger Platform).
///
/// @param subcode tells apart errors of one code; 0 when there is none
public record GraphFault(int code, int subcode, String message) {
    static final GraphFault TOKEN =
            new GraphFault(190, 0, "Invalid OAuth access token - Cannot parse access token");
    static final GraphFault NO_SUCH_USER = new GraphFault(100, 2018001, "No matching user found");
    static final GraphFault UNAVAILABLE =
            new GraphFault(551, 1545041, "This person isn't available right now.");
    static final GraphFault RATE =
            new GraphFault(613, 0, "Calls to this api have exceeded the rate limit.");

    public static GraphFault parameter(String message) {
        return new GraphFault(100, 0, message);
    }

    static GraphFault unknownObject(String id) {
        return new GraphFault(
                100,
                33,
                "Unsupported post request. Object with ID '%s' does not exist, cannot be loaded"
                                .formatted(id)
                        + " due to missing permissions, or does not support this operation");
    }

    Answer.Reply reply(String trace) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        boolean bare = code == 190 || subcode == 33;
        error.put("message", bare ? message : "(#" + code + ") " + message);
        error.put("type", subcode == 33 ? "GraphMethodException" : "OAuthException");
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", trace);
        return Answer.json(httpStatus(), Json.write(body));
    }

    private int httpStatus() {
        return switch (code) {
            case 190 -> 401;
            case 10, 200, 230 -> 403;
            case 1, 2, 1200 -> 500;
            default -> 400;
        };
    }
}
