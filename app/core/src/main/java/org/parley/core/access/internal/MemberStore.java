package org.parley.core.access.internal;

import static org.parley.sql.postgres.Tables.MEMBER;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.parley.core.access.Member;
import org.parley.core.access.MemberOutcome;
import org.parley.core.access.Role;
import org.parley.core.kernel.DatabaseLock;
import org.parley.sql.postgres.tables.records.MemberRecord;

/// Members in PostgreSQL.
public final class MemberStore {

    private final DSLContext postgres;

    /// A member with what proves the password.
    public record Stored(Member member, String passwordHash) {
        @Override
        public String toString() {
            return "Stored[" + member + "]";
        }
    }

    public MemberStore(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// @return empty if the address is taken
    public Optional<Member> insert(
            String email, String name, String passwordHash, Collection<Role> roles) {
        return postgres.insertInto(MEMBER)
                .set(MEMBER.EMAIL, email)
                .set(MEMBER.NAME, name)
                .set(MEMBER.PASSWORD_HASH, passwordHash)
                .set(MEMBER.ROLES, names(roles))
                .onConflict(MEMBER.EMAIL)
                .doNothing()
                .returning()
                .fetchOptional(MemberStore::member);
    }

    public List<Member> all() {
        return postgres.selectFrom(MEMBER).orderBy(MEMBER.EMAIL).fetch(MemberStore::member);
    }

    public Optional<Stored> find(String email) {
        return postgres.selectFrom(MEMBER)
                .where(MEMBER.EMAIL.eq(email))
                .fetchOptional(row -> new Stored(member(row), row.getPasswordHash()));
    }

    /// Changes the member unless the last administrator would be gone. Whoever may be one stays
    /// locked meanwhile, so that two administrators cannot disable each other at once.
    ///
    /// @return empty if there is no such member
    public Optional<MemberOutcome> change(String email, UnaryOperator<Member> change) {
        return postgres.transactionResult(transaction -> {
            var tx = transaction.dsl();
            var members =
                    tx.selectFrom(MEMBER)
                            .where(MEMBER.EMAIL.eq(email))
                            .or(MEMBER.ROLES.contains(new String[] {Role.ADMIN.wireName()}))
                            .orderBy(MEMBER.ID)
                            .forUpdate()
                            .fetch(MemberStore::member);
            var before = members.stream().filter(one -> one.email().equals(email)).findFirst();
            if (before.isEmpty()) {
                return Optional.empty();
            }
            var after = change.apply(before.get());
            if (members.stream()
                    .map(one -> one.id() == after.id() ? after : one)
                    .noneMatch(MemberStore::administers)) {
                return Optional.of(new MemberOutcome.LastAdministrator());
            }
            tx.update(MEMBER)
                    .set(MEMBER.NAME, after.name())
                    .set(MEMBER.ROLES, names(after.roles()))
                    .set(MEMBER.ENABLED, after.enabled())
                    .where(MEMBER.ID.eq(after.id()))
                    .execute();
            return Optional.of(new MemberOutcome.Changed(before.get(), after));
        });
    }

    private static boolean administers(Member member) {
        return member.enabled() && member.roles().contains(Role.ADMIN);
    }

    public boolean any() {
        return postgres.fetchExists(MEMBER);
    }

    /// Until the end of the transaction.
    public void holdOthersOff() {
        postgres.select(
                        DSL.function(
                                "pg_advisory_xact_lock",
                                SQLDataType.OTHER,
                                DSL.val(DatabaseLock.FIRST_MEMBERS.key())))
                .fetch();
    }

    static String[] names(Collection<Role> roles) {
        return roles.stream().map(Role::wireName).sorted().toArray(String[]::new);
    }

    static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::of).collect(Collectors.toSet());
    }

    private static Member member(MemberRecord row) {
        return new Member(
                row.getId(),
                row.getEmail(),
                row.getName(),
                roles(row.getRoles()),
                row.getEnabled(),
                row.getCreatedAt());
    }
}
