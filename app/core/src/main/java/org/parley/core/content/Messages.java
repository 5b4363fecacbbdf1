package org.parley.core.content;

import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.MESSAGE;
import static org.parley.sql.postgres.Tables.MESSAGE_VARIANT;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Cursor;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Names;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Messages and their variants.
public final class Messages {

    private static final MessageContent CONTENT = new MessageContent();
    private static final MessageRenderer RENDERER = new MessageRenderer();

    private final DSLContext dsl;
    private final Clock clock;

    public Messages(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    /// A message as it is written: 1 to 20 variants, each with a name of its own.
    public record NewMessage(String name, List<NewVariant> variants) {
        public NewMessage {
            variants = variants == null ? List.of() : List.copyOf(variants);
        }
    }

    public record NewVariant(String name, RichMessage content) {}

    public record Message(long id, String name, List<Variant> variants, Instant createdAt) {}

    public record Variant(long id, String name, RichMessage content) {}

    public Message create(NewMessage draft) {
        require(draft);
        return dsl.transactionResult(tx -> {
            Instant now = clock.instant();
            Long id =
                    tx.dsl()
                            .insertInto(MESSAGE)
                            .set(MESSAGE.NAME, draft.name().strip())
                            .set(MESSAGE.CREATED_AT, now)
                            .set(MESSAGE.UPDATED_AT, now)
                            .onConflict(MESSAGE.NAME)
                            .doNothing()
                            .returningResult(MESSAGE.ID)
                            .fetchOptional(MESSAGE.ID)
                            .orElseThrow(Messages::nameTaken);
            insertVariants(tx.dsl(), id, draft);
            return find(tx.dsl(), id).orElseThrow();
        });
    }

    /// Replaces name and variants. A message that a campaign uses is fixed: what was sent must stay
    /// readable.
    public Message replace(long id, NewMessage draft) {
        require(draft);
        return dsl.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            if (t.select(MESSAGE.ID)
                    .from(MESSAGE)
                    .where(MESSAGE.ID.eq(id))
                    .forUpdate()
                    .fetchOptional()
                    .isEmpty()) {
                throw ProblemException.notFound("message", id);
            }
            boolean used =
                    t.fetchExists(
                            t.selectOne()
                                    .from(CAMPAIGN_ARM)
                                    .join(MESSAGE_VARIANT)
                                    .on(MESSAGE_VARIANT.ID.eq(CAMPAIGN_ARM.VARIANT_ID))
                                    .where(MESSAGE_VARIANT.MESSAGE_ID.eq(id)));
            if (used) {
                throw new ProblemException(
                        ErrorCode.CONFLICT,
                        "A campaign uses this message; write a new one instead");
            }
            if (t.fetchExists(
                    MESSAGE, MESSAGE.NAME.eq(draft.name().strip()).and(MESSAGE.ID.ne(id)))) {
                throw nameTaken();
            }
            t.deleteFrom(MESSAGE_VARIANT).where(MESSAGE_VARIANT.MESSAGE_ID.eq(id)).execute();
            t.update(MESSAGE)
                    .set(MESSAGE.NAME, draft.name().strip())
                    .set(MESSAGE.UPDATED_AT, clock.instant())
                    .where(MESSAGE.ID.eq(id))
                    .execute();
            insertVariants(t, id, draft);
            return find(t, id).orElseThrow();
        });
    }

    public Message get(long id) {
        return find(dsl, id).orElseThrow(() -> ProblemException.notFound("message", id));
    }

    /// Newest first.
    public Page<Message> list(@Nullable String after, int limit) {
        var found =
                dsl.select(MESSAGE.ID)
                        .from(MESSAGE)
                        .where(
                                after == null
                                        ? MESSAGE.ID.isNotNull()
                                        : MESSAGE.ID.lt(Cursor.number(after)))
                        .orderBy(MESSAGE.ID.desc())
                        .limit(limit + 1)
                        .fetch(row -> get(row.value1()));
        return Cursor.page(found, limit, message -> Long.toString(message.id()));
    }

    public RichMessage variant(long variantId) {
        return dsl.select(MESSAGE_VARIANT.CONTENT)
                .from(MESSAGE_VARIANT)
                .where(MESSAGE_VARIANT.ID.eq(variantId))
                .fetchOptional(row -> CONTENT.read(row.value1().data()))
                .orElseThrow(() -> ProblemException.notFound("variant", variantId));
    }

    private static Optional<Message> find(DSLContext dsl, long id) {
        List<Variant> variants =
                dsl.select(MESSAGE_VARIANT.ID, MESSAGE_VARIANT.NAME, MESSAGE_VARIANT.CONTENT)
                        .from(MESSAGE_VARIANT)
                        .where(MESSAGE_VARIANT.MESSAGE_ID.eq(id))
                        .orderBy(MESSAGE_VARIANT.ID)
                        .fetch(row ->
                                new Variant(
                                        row.value1(),
                                        row.value2(),
                                        CONTENT.read(row.value3().data())));
        return dsl.select(MESSAGE.ID, MESSAGE.NAME, MESSAGE.CREATED_AT)
                .from(MESSAGE)
                .where(MESSAGE.ID.eq(id))
                .fetchOptional(
                        row -> new Message(row.value1(), row.value2(), variants, row.value3()));
    }

    private static void insertVariants(DSLContext tx, long id, NewMessage draft) {
        var insert =
                tx.insertInto(
                        MESSAGE_VARIANT,
                        MESSAGE_VARIANT.MESSAGE_ID,
                        MESSAGE_VARIANT.NAME,
                        MESSAGE_VARIANT.CONTENT);
        for (NewVariant variant : draft.variants()) {
            insert =
                    insert.values(
                            id, variant.name(), JSONB.valueOf(CONTENT.write(variant.content())));
        }
        insert.execute();
    }

    private static ProblemException nameTaken() {
        return new ProblemException(
                ErrorCode.ALREADY_EXISTS,
                "There is a message of this name; choose another",
                List.of(new FieldProblem("name", "This name is taken")));
    }

    private static void require(NewMessage draft) {
        List<FieldProblem> problems = new ArrayList<>();
        Names.problem("A message", draft.name()).ifPresent(problems::add);
        if (draft.variants().isEmpty() || draft.variants().size() > 20) {
            problems.add(new FieldProblem("variants", "A message has 1 to 20 variants"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < draft.variants().size(); i++) {
            NewVariant variant = draft.variants().get(i);
            String at = "variants[" + i + "].";
            if (variant.name() == null || variant.name().isBlank() || !names.add(variant.name())) {
                problems.add(new FieldProblem(at + "name", "Each variant has a name of its own"));
            }
            if (variant.content() == null) {
                problems.add(new FieldProblem(at + "content", "A variant has content"));
            } else {
                for (FieldProblem problem : variant.content().problems()) {
                    problems.add(
                            new FieldProblem(at + "content." + problem.field(), problem.detail()));
                }
                problems.addAll(syntax(at + "content.", variant.content()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
    }

    private static List<FieldProblem> syntax(String at, RichMessage content) {
        if (!content.problems().isEmpty()) {
            return List.of();
        }
        try {
            RENDERER.check(content);
            return List.of();
        } catch (ProblemException e) {
            return e.fields().stream()
                    .map(problem -> new FieldProblem(at + problem.field(), problem.detail()))
                    .toList();
        }
    }
}
