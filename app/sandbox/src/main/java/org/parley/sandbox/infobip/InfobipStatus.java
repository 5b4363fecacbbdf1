package org.parley.sandbox.infobip;

import java.util.Locale;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// Statuses and errors as every Infobip API spells them.
enum InfobipStatus {
    PENDING(1, "PENDING", 26, "PENDING_ACCEPTED"),
    UNDELIVERABLE(2, "UNDELIVERABLE", 9, "UNDELIVERABLE_NOT_DELIVERED"),
    DELIVERED(3, "DELIVERED", 5, "DELIVERED_TO_HANDSET"),
    EXPIRED(4, "EXPIRED", 15, "EXPIRED_EXPIRED"),
    REJECTED(5, "REJECTED", 6, "REJECTED_NETWORK");

    private final int groupId;
    private final String groupName;
    private final int id;
    private final String statusName;

    InfobipStatus(int groupId, String groupName, int id, String statusName) {
        this.groupId = groupId;
        this.groupName = groupName;
        this.id = id;
        this.statusName = statusName;
    }

    ObjectNode json() {
        return Json.object()
                .put("groupId", groupId)
                .put("groupName", groupName)
                .put("id", id)
                .put("name", statusName)
                .put("description", statusName.toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /// @param code of Viber itself; 0 is no error
    /// @param permanent false when the same message may pass later
    static ObjectNode error(int code, boolean permanent) {
        return Json.object()
                .put("groupId", code == 0 ? 0 : 1)
                .put("groupName", code == 0 ? "OK" : "HANDSET_ERRORS")
                .put("id", code)
                .put("name", code == 0 ? "NO_ERROR" : "VIBER_ERROR_" + code)
                .put("description", code == 0 ? "No Error" : "Viber refused the message")
                .put("permanent", permanent);
    }
}
