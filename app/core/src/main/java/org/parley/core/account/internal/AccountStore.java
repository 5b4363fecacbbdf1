package org.parley.core.account.internal;

import static org.parley.sql.postgres.Tables.SENDER_ACCOUNT;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.account.SenderAccount.CheckState;
import org.parley.core.account.SenderAccount.Health;
import org.parley.core.kernel.Channel;
import org.parley.sql.postgres.tables.records.SenderAccountRecord;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Rows of sender accounts.
public final class AccountStore {

    private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

    private final DSLContext dsl;
    private final JsonMapper json;

    public AccountStore(DSLContext dsl, JsonMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    /// Whether anything changed since it was asked before: any text that differs.
    public String version() {
        return String.valueOf(
                dsl.select(DSL.count(), DSL.max(SENDER_ACCOUNT.CHANGED_AT))
                        .from(SENDER_ACCOUNT)
                        .fetchSingle());
    }

    /// A row as it stands.
    ///
    /// @param sealed credentials, encrypted for the account's place
    /// @param health null: never asked
    /// @param webhook null: never told to the provider
    public record StoredAccount(
            long id,
            String type,
            Channel channel,
            String name,
            Map<String, String> settings,
            byte[] sealed,
            boolean sends,
            @Nullable Health health,
            @Nullable String webhook,
            Instant changedAt) {}

    public List<StoredAccount> all() {
        return dsl.selectFrom(SENDER_ACCOUNT)
                .orderBy(SENDER_ACCOUNT.CHANNEL, SENDER_ACCOUNT.NAME)
                .fetch(this::stored);
    }

    public Optional<StoredAccount> find(long id) {
        return dsl.selectFrom(SENDER_ACCOUNT)
                .where(SENDER_ACCOUNT.ID.eq(id))
                .fetchOptional(this::stored);
    }

    private StoredAccount stored(SenderAccountRecord row) {
        return new StoredAccount(
                row.getId(),
                row.getType(),
                new Channel(row.getChannel()),
                row.getName(),
                json.readValue(row.getSettings().data(), SETTINGS),
                row.getSealed(),
                row.getSends(),
                health(row),
                row.getWebhookDetail(),
                row.getChangedAt());
    }

    private static @Nullable Health health(SenderAccountRecord row) {
        String state = row.getCheckState();
        String detail = row.getCheckDetail();
        Instant at = row.getCheckedAt();
        return state == null || detail == null || at == null
                ? null
                : new Health(CheckState.valueOf(state.toUpperCase(Locale.ROOT)), detail, at);
    }

    public Map<String, String> secrets(String opened) {
        return json.readValue(opened, SETTINGS);
    }

    public String text(Map<String, String> secrets) {
        return json.writeValueAsString(secrets);
    }

    /// @return its id; empty when the place is taken
    public Optional<Long> insert(
            String type,
            Channel channel,
            String name,
            Map<String, String> settings,
            byte[] sealed,
            String actor,
            Instant now) {
        return dsl.insertInto(SENDER_ACCOUNT)
                .set(SENDER_ACCOUNT.TYPE, type)
                .set(SENDER_ACCOUNT.CHANNEL, channel.name())
                .set(SENDER_ACCOUNT.NAME, name)
                .set(SENDER_ACCOUNT.SETTINGS, JSONB.valueOf(text(settings)))
                .set(SENDER_ACCOUNT.SEALED, sealed)
                .set(SENDER_ACCOUNT.CREATED_BY, actor)
                .set(SENDER_ACCOUNT.CREATED_AT, now)
                .set(SENDER_ACCOUNT.CHANGED_AT, now)
                .onConflictDoNothing()
                .returningResult(SENDER_ACCOUNT.ID)
                .fetchOptional(SENDER_ACCOUNT.ID);
    }

    public void update(
            long id, Map<String, String> settings, byte[] sealed, boolean sends, Instant now) {
        dsl.update(SENDER_ACCOUNT)
                .set(SENDER_ACCOUNT.SETTINGS, JSONB.valueOf(text(settings)))
                .set(SENDER_ACCOUNT.SEALED, sealed)
                .set(SENDER_ACCOUNT.SENDS, sends)
                .set(SENDER_ACCOUNT.CHANGED_AT, now)
                .where(SENDER_ACCOUNT.ID.eq(id))
                .execute();
    }

    public void health(long id, Health health) {
        dsl.update(SENDER_ACCOUNT)
                .set(SENDER_ACCOUNT.CHECK_STATE, health.state().name().toLowerCase(Locale.ROOT))
                .set(SENDER_ACCOUNT.CHECK_DETAIL, health.detail())
                .set(SENDER_ACCOUNT.CHECKED_AT, health.checkedAt())
                .where(SENDER_ACCOUNT.ID.eq(id))
                .execute();
    }

    public void webhook(long id, String detail) {
        dsl.update(SENDER_ACCOUNT)
                .set(SENDER_ACCOUNT.WEBHOOK_DETAIL, detail)
                .where(SENDER_ACCOUNT.ID.eq(id))
                .execute();
    }
}
