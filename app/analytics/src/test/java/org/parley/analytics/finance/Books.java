package org.parley.analytics.finance;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.parley.analytics.world.Stores;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import tools.jackson.databind.json.JsonMapper;

/// Periods and exports over the same stores, as the server puts them together.
final class Books {

    private static final CreditWindows WINDOWS =
            new CreditWindows(Duration.ofDays(30), Duration.ofHours(24), Duration.ofHours(12));

    final Periods periods;
    final RoiExport export;

    Books(Stores stores, Clock clock, ZoneId zone, Duration patience) {
        var client = stores.client();
        var audit =
                new AuditLog(new AuditStore(stores.postgres, JsonMapper.builder().build(), clock));
        this.periods = Periods.over(stores.postgres, client, audit, WINDOWS, clock, zone, patience);
        this.export = RoiExport.over(stores.postgres, client, periods, WINDOWS, clock, patience);
    }
}
