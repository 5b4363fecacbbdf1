package org.parley.core.consent.internal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.core.consent.Suppressions.Entry;
import org.parley.core.consent.Suppressions.Reason;
import org.parley.core.consent.Suppressions.Suppression;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.SqlFile;
import tools.jackson.databind.json.JsonMapper;

/// The table of suppressions, and the state of the addresses that it concerns.
public final class SuppressionStore {

    private static final String SUPPRESS = SqlFile.read(SuppressionStore.class, "suppress.sql");
    private static final String RELEASE = SqlFile.read(SuppressionStore.class, "release.sql");
    private static final String FIND = SqlFile.read(SuppressionStore.class, "find_suppression.sql");

    private final DSLContext dsl;
    private final JsonMapper json;

    public SuppressionStore(DSLContext dsl, JsonMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    public int add(List<Entry> entries) {
        String asked =
                json.writeValueAsString(
                        entries.stream()
                                .map(entry ->
                                        Map.of(
                                                "channel", entry.channel().name(),
                                                "address", entry.address(),
                                                "reason", word(entry.reason())))
                                .toList());
        return dsl.fetchSingle(SUPPRESS, DSL.val(asked)).into(int.class);
    }

    public Optional<Suppression> find(Channel channel, String address) {
        return dsl.fetchOptional(FIND, DSL.val(channel.name()), DSL.val(address))
                .map(found ->
                        new Suppression(
                                Reason.valueOf(
                                        found.get("reason", String.class).toUpperCase(Locale.ROOT)),
                                found.get("since", OffsetDateTime.class).toInstant()));
    }

    public boolean remove(Channel channel, String address) {
        return dsl.fetchSingle(RELEASE, DSL.val(channel.name()), DSL.val(address)).into(int.class)
                > 0;
    }

    private static String word(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
