package org.parley.sandbox.viber;

import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// Answers, all of them HTTP 200.
final class ViberReplies {
    private ViberReplies() {}

    static Answer.Reply refused(Finding finding) {
        return refused(finding.status().code(), finding.message());
    }

    static Answer.Reply refused(ViberStatus status) {
        return refused(status.code(), status.message());
    }

    static Answer.Reply refused(int code, String message) {
        return of(status(code, message));
    }

    static ObjectNode ok() {
        return status(0, ViberStatus.OK.message());
    }

    static Answer.Reply of(ObjectNode body) {
        return Answer.json(200, Json.write(body));
    }

    private static ObjectNode status(int code, String message) {
        return Json.object()
                .put("status", code)
                .put("status_message", message)
                .put("chat_hostname", ViberBot.CHAT_HOST);
    }
}
