package org.parley.core.audience;

import static org.parley.sql.postgres.Tables.RUN;
import static org.parley.sql.postgres.Tables.SEGMENT;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.audience.AudiencePreview.ChannelReach;
import org.parley.core.audience.AudiencePreview.UnreachableCount;
import org.parley.core.audience.internal.RuleCompiler;
import org.parley.core.audience.internal.RuleReader;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Names;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.kernel.SqlFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Segments: kept in PostgreSQL, evaluated over ClickHouse's copy of contacts, orders and events,
/// one query each.
public final class Segments implements SegmentMembers {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FETCH = 10_000;
    private static final String STANDINGS = SqlFile.readPlain(Segments.class, "standings.sql");
    private static final List<String> REASONS =
            List.of("no_address", "invalid_address", "no_consent", "withdrawn");

    private final DSLContext postgres;
    private final DSLContext clickHouse;
    private final Clock clock;

    public Segments(DSLContext postgres, DSLContext clickHouse, Clock clock) {
        this.postgres = postgres;
        this.clickHouse = clickHouse;
        this.clock = clock;
    }

    /// @param rule its JSON form
    public record Segment(long id, String name, JsonNode rule, Instant updatedAt) {}

    public Segment create(String name, JsonNode rule) {
        check(name, rule);
        return postgres.insertInto(SEGMENT)
                .set(SEGMENT.NAME, name.strip())
                .set(SEGMENT.RULE, JSONB.valueOf(rule.toString()))
                .set(SEGMENT.CREATED_AT, clock.instant())
                .set(SEGMENT.UPDATED_AT, clock.instant())
                .onConflict(SEGMENT.NAME)
                .doNothing()
                .returning()
                .fetchOptional(Segments::segment)
                .orElseThrow(Segments::nameTaken);
    }

    /// Runs that were fired before keep the audience that they froze.
    public Segment replace(long id, String name, JsonNode rule) {
        check(name, rule);
        if (postgres.fetchExists(SEGMENT, SEGMENT.NAME.eq(name.strip()).and(SEGMENT.ID.ne(id)))) {
            throw nameTaken();
        }
        return postgres.update(SEGMENT)
                .set(SEGMENT.NAME, name.strip())
                .set(SEGMENT.RULE, JSONB.valueOf(rule.toString()))
                .set(SEGMENT.UPDATED_AT, clock.instant())
                .where(SEGMENT.ID.eq(id))
                .returning()
                .fetchOptional(Segments::segment)
                .orElseThrow(() -> ProblemException.notFound("segment", id));
    }

    public Segment get(long id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("segment", id));
    }

    public Optional<Segment> find(long id) {
        return postgres.selectFrom(SEGMENT)
                .where(SEGMENT.ID.eq(id))
                .fetchOptional(Segments::segment);
    }

    /// Newest first.
    public Page<Segment> list(@Nullable String after, int limit) {
        Condition where =
                after == null
                        ? DSL.noCondition()
                        : SEGMENT.ID.lt(org.parley.core.kernel.Cursor.number(after));
        List<Segment> found =
                postgres.selectFrom(SEGMENT)
                        .where(where)
                        .orderBy(SEGMENT.ID.desc())
                        .limit(limit + 1)
                        .fetch(Segments::segment);
        return org.parley.core.kernel.Cursor.page(
                found, limit, segment -> Long.toString(segment.id()));
    }

    @Override
    public Consumer<LongConsumer> of(long segmentId, Instant asOf) {
        Select<Record1<Long>> members = query(segmentId, asOf);
        return each -> {
            try (Cursor<Record1<Long>> ids = clickHouse.fetchLazy(members.fetchSize(FETCH))) {
                for (Record1<Long> row : ids) {
                    each.accept(row.value1());
                }
            }
        };
    }

    /// The same as a query for ClickHouse, to stand in another: one column, `member`.
    public Select<Record1<Long>> query(long segmentId, Instant asOf) {
        return DSL.select(DSL.field("c.id", Long.class).as("member"))
                .from(DSL.table("contact as c final"))
                .where(DSL.condition("not c.deleted"), compile(get(segmentId).rule(), asOf));
    }

    /// Who of the people of a run fulfilled the rule before an instant, such as that of their
    /// assignment; in the form of [#query]. Only what is dated before it counts, so that nothing
    /// that came later makes a member or a stranger of anybody.
    ///
    /// @throws ProblemException NOT_FOUND, or INVALID_REQUEST where the rule asks for something
    ///   that is only known as of now
    public Select<Record1<Long>> queryBefore(long segmentId, int run, Instant instant) {
        Segment segment = get(segmentId);
        SegmentRule rule = RuleReader.read(segment.rule());
        if (!rule.dated()) {
            throw ProblemException.invalid(
                    "segments",
                    "%s asks for attributes, tags, consents, addresses or a part in a run, which are known as they are now and may follow from what was sent; choose segments of orders and answers alone"
                            .formatted(segment.name()));
        }
        return DSL.select(DSL.field("c.id", Long.class).as("member"))
                .from(
                        DSL.table(
                                "(select distinct contact_id as id from message_event where run_id ="
                                        + " {0} and kind = 'assigned') as c",
                                DSL.val(run)))
                .where(RuleCompiler.before(instant, this::runs).compile(rule));
    }

    /// Counts a rule that need not be stored.
    ///
    /// @param channels to tell the reach of
    public AudiencePreview preview(JsonNode rule, String purpose, Collection<Channel> channels) {
        List<SelectField<?>> columns = new ArrayList<>();
        columns.add(DSL.field("sum(people)", Long.class).as("size"));
        List<Channel> asked = List.copyOf(channels);
        for (int i = 0; i < asked.size(); i++) {
            String key = "c" + i + "_";
            columns.add(
                    people(
                            "has(reachable, {0}) and has(granted, {1})",
                            asked.get(i), purpose, key + "reachable"));
            columns.add(
                    people(
                            "not has(addressed, {0}) and {1} != ''",
                            asked.get(i), purpose, key + "no_address"));
            columns.add(
                    people(
                            "has(addressed, {0}) and not has(reachable, {0}) and {1} != ''",
                            asked.get(i), purpose, key + "invalid_address"));
            columns.add(
                    people(
                            "has(reachable, {0}) and not has(granted, {1}) and not"
                                    + " has(withdrawn, {1})",
                            asked.get(i), purpose, key + "no_consent"));
            columns.add(
                    people(
                            "has(reachable, {0}) and has(withdrawn, {1})",
                            asked.get(i), purpose, key + "withdrawn"));
        }
        Record row =
                clickHouse
                        .select(columns)
                        .from(DSL.table(STANDINGS, compile(rule, clock.instant())))
                        .fetchSingle();
        List<ChannelReach> reach = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            String key = "c" + i + "_";
            reach.add(
                    new ChannelReach(
                            asked.get(i).name(),
                            row.get(key + "reachable", Long.class),
                            REASONS.stream()
                                    .map(reason ->
                                            new UnreachableCount(
                                                    reason, row.get(key + reason, Long.class)))
                                    .filter(line -> line.count() > 0)
                                    .toList()));
        }
        return new AudiencePreview(row.get("size", Long.class), reach);
    }

    private static SelectField<Long> people(
            String test, Channel channel, String purpose, String name) {
        return DSL.field(
                        "sumIf(people, {0})",
                        Long.class,
                        DSL.condition(
                                test,
                                DSL.val(channel.name()),
                                DSL.val(channel.name() + "/" + purpose)))
                .as(name);
    }

    private Condition compile(JsonNode rule, Instant asOf) {
        return new RuleCompiler(asOf, this::runs).compile(RuleReader.read(rule));
    }

    private List<Integer> runs(long campaign) {
        return postgres.select(RUN.ID).from(RUN).where(RUN.CAMPAIGN_ID.eq(campaign)).fetch(RUN.ID);
    }

    private static void check(String name, JsonNode rule) {
        Names.problem("A segment", name)
                .ifPresent(wrong -> {
                    throw ProblemException.invalid(wrong.field(), wrong.detail());
                });
        if (rule == null) {
            throw ProblemException.invalid("rule", "A segment has a rule");
        }
        RuleReader.read(rule);
    }

    private static Segment segment(org.parley.sql.postgres.tables.records.SegmentRecord row) {
        return new Segment(
                row.getId(),
                row.getName(),
                JSON.readTree(row.getRule().data()),
                row.getUpdatedAt());
    }

    private static ProblemException nameTaken() {
        return new ProblemException(
                ErrorCode.ALREADY_EXISTS,
                "There is a segment of this name; choose another",
                List.of(new FieldProblem("name", "This name is taken")));
    }
}
