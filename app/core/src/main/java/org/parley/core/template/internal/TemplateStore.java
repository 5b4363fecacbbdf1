package org.parley.core.template.internal;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;
import static org.parley.sql.postgres.Tables.PROVIDER_TEMPLATE;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.TemplateChange;
import org.parley.core.channel.TemplateState;
import org.parley.core.kernel.Channel;
import org.parley.core.template.KnownTemplate;
import org.parley.sql.postgres.tables.records.ProviderTemplateRecord;

/// Rows of templates. A thing that the provider said moves only by a later word of the provider.
public final class TemplateStore {

    /// A template's place.
    public record Place(Channel channel, String account, String name, String language) {}

    private static final List<TemplateState> BY_GRAVITY =
            List.of(
                    TemplateState.PENDING,
                    TemplateState.APPROVED,
                    TemplateState.PAUSED,
                    TemplateState.REJECTED,
                    TemplateState.DISABLED);

    private final DSLContext dsl;

    public TemplateStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// By name and language.
    public List<KnownTemplate> all(Channel channel, String account) {
        return dsl.selectFrom(PROVIDER_TEMPLATE)
                .where(PROVIDER_TEMPLATE.CHANNEL.eq(channel.name()))
                .and(PROVIDER_TEMPLATE.ACCOUNT.eq(account))
                .orderBy(PROVIDER_TEMPLATE.NAME, PROVIDER_TEMPLATE.LANGUAGE)
                .fetch(TemplateStore::known);
    }

    public Optional<KnownTemplate> find(Place place) {
        return dsl.selectFrom(PROVIDER_TEMPLATE)
                .where(PROVIDER_TEMPLATE.CHANNEL.eq(place.channel().name()))
                .and(PROVIDER_TEMPLATE.ACCOUNT.eq(place.account()))
                .and(PROVIDER_TEMPLATE.NAME.eq(place.name()))
                .and(PROVIDER_TEMPLATE.LANGUAGE.eq(place.language()))
                .fetchOptional(TemplateStore::known);
    }

    /// Joins the caller's transaction.
    public void hear(Place place, TemplateChange change, Instant at) {
        switch (change) {
            case TemplateChange.Judged(var state, var reason) -> judge(place, state, reason, at);
            case TemplateChange.Rated(var quality) ->
                    say(
                            place,
                            PROVIDER_TEMPLATE.QUALITY,
                            quality,
                            PROVIDER_TEMPLATE.QUALITY_AT,
                            at);
            case TemplateChange.Classified(var category) ->
                    say(
                            place,
                            PROVIDER_TEMPLATE.CATEGORY,
                            category,
                            PROVIDER_TEMPLATE.CATEGORY_AT,
                            at);
        }
    }

    /// The provider's id of it, which never changes.
    public void identify(Place place, String providerId) {
        insert(place)
                .set(PROVIDER_TEMPLATE.PROVIDER_ID, providerId)
                .onConflict(PROVIDER_TEMPLATE.getPrimaryKey().getFieldsArray())
                .doUpdate()
                .set(PROVIDER_TEMPLATE.PROVIDER_ID, excluded(PROVIDER_TEMPLATE.PROVIDER_ID))
                .execute();
    }

    private void judge(Place place, TemplateState state, @Nullable String reason, Instant at) {
        insert(place)
                .set(PROVIDER_TEMPLATE.STATE, state.wireName())
                .set(PROVIDER_TEMPLATE.REASON, reason)
                .set(PROVIDER_TEMPLATE.STATE_AT, at)
                .onConflict(PROVIDER_TEMPLATE.getPrimaryKey().getFieldsArray())
                .doUpdate()
                .set(PROVIDER_TEMPLATE.STATE, excluded(PROVIDER_TEMPLATE.STATE))
                .set(PROVIDER_TEMPLATE.REASON, excluded(PROVIDER_TEMPLATE.REASON))
                .set(PROVIDER_TEMPLATE.STATE_AT, excluded(PROVIDER_TEMPLATE.STATE_AT))
                .where(
                        PROVIDER_TEMPLATE
                                .STATE_AT
                                .isNull()
                                .or(
                                        row(
                                                        PROVIDER_TEMPLATE.STATE_AT,
                                                        rank(PROVIDER_TEMPLATE.STATE))
                                                .lt(
                                                        row(
                                                                excluded(
                                                                        PROVIDER_TEMPLATE.STATE_AT),
                                                                rank(
                                                                        excluded(
                                                                                PROVIDER_TEMPLATE
                                                                                        .STATE))))))
                .execute();
    }

    /// Of two words with one time the later in the alphabet holds, so that their order does not
    /// count.
    private void say(
            Place place, Field<String> what, String word, Field<Instant> when, Instant at) {
        insert(place)
                .set(what, word)
                .set(when, at)
                .onConflict(PROVIDER_TEMPLATE.getPrimaryKey().getFieldsArray())
                .doUpdate()
                .set(what, excluded(what))
                .set(when, excluded(when))
                .where(when.isNull().or(row(when, what).lt(row(excluded(when), excluded(what)))))
                .execute();
    }

    private InsertSetMoreStep<ProviderTemplateRecord> insert(Place place) {
        return dsl.insertInto(PROVIDER_TEMPLATE)
                .set(PROVIDER_TEMPLATE.CHANNEL, place.channel().name())
                .set(PROVIDER_TEMPLATE.ACCOUNT, place.account())
                .set(PROVIDER_TEMPLATE.NAME, place.name())
                .set(PROVIDER_TEMPLATE.LANGUAGE, place.language());
    }

    private static Field<Integer> rank(Field<String> state) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        BY_GRAVITY.forEach(each -> ranks.put(each.wireName(), ranks.size()));
        return DSL.case_(state).mapValues(ranks).otherwise(-1);
    }

    private static KnownTemplate known(ProviderTemplateRecord row) {
        String state = row.getState();
        return new KnownTemplate(
                row.getName(),
                row.getLanguage(),
                row.getProviderId(),
                state == null ? null : TemplateState.of(state),
                row.getReason(),
                row.getStateAt(),
                row.getCategory(),
                row.getCategoryAt(),
                row.getQuality(),
                row.getQualityAt());
    }
}
