package org.parley.sandbox.infobip;

import tools.jackson.databind.JsonNode;

/// One message to one destination, underway.
record InfobipMessage(
        String bulkId, String id, String sender, String to, String sentAt, JsonNode request) {

    String webhook(String kind) {
        return request.path("webhooks").path(kind).path("url").asString("");
    }

    String callbackData() {
        return request.path("webhooks").path("callbackData").asString("");
    }

    boolean expires() {
        return request.path("options").has("validityPeriod");
    }
}
