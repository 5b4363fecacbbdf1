package org.parley.server.web.status;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.parley.server.ParleySettings;
import org.parley.server.stores.ClickHouseHealth;
import org.parley.server.web.status.internal.SelectOutboxBacklog;
import org.parley.server.web.status.internal.SelectOutboxBacklog.Backlog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How this installation is, for the foot of every screen.
@RestController
@RequestMapping("/api/v1/status")
final class StatusController {

    private final ParleySettings settings;
    private final ClickHouseHealth clickHouse;
    private final SelectOutboxBacklog backlog;

    StatusController(
            ParleySettings settings, ClickHouseHealth clickHouse, SelectOutboxBacklog backlog) {
        this.settings = settings;
        this.clickHouse = clickHouse;
        this.backlog = backlog;
    }

    enum StoreState {
        UP,
        AWAY;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Status(
            String version,
            String node,
            boolean sandbox,
            StoreState postgres,
            StoreState clickHouse,
            Backlog outbox) {}

    /// That it can be read at all says that PostgreSQL is up.
    @GetMapping
    Status status() {
        return new Status(
                settings.version(),
                settings.node(),
                settings.sandbox(),
                StoreState.UP,
                clickHouse.answers() ? StoreState.UP : StoreState.AWAY,
                backlog.fetch());
    }
}
