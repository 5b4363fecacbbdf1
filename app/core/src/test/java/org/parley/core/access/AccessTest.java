package org.parley.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.sql.postgres.Tables.API_KEY;
import static org.parley.sql.postgres.Tables.MEMBER;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.access.internal.ApiKeyStore;
import org.parley.core.access.internal.MemberStore;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;

final class AccessTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final DSLContext postgres = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final SecretGenerator secrets = new SecretGenerator(new SecureRandom());
    private final Members members = new Members(new MemberStore(postgres), new Plain(), secrets);
    private final ApiKeys keys =
            new ApiKeys(new ApiKeyStore(postgres), secrets, Clock.fixed(NOW, ZoneOffset.UTC));

    /// Marks what it is given instead of hashing it, so that the test sees what is kept.
    private static final class Plain implements PasswordHashing {
        @Override
        public String hash(String password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(String password, String hash) {
            return hash.equals(hash(password));
        }
    }

    @Test
    void aMemberIsOnePersonHoweverTheAddressIsWritten() {
        var ann = members.add(" Ann@Shop.Example ", "Ann", List.of(Role.FINANCE, Role.ANALYST));
        assertThat(ann.member().email()).isEqualTo("ann@shop.example");
        assertThatThrownBy(() -> members.add("ann@shop.EXAMPLE", "Ann", List.of(Role.ADMIN)))
                .isInstanceOf(ProblemException.class);
        assertThat(members.authenticate("ANN@shop.example", ann.password()))
                .hasValueSatisfying(member ->
                        assertThat(member.roles()).isEqualTo(Set.of(Role.FINANCE, Role.ANALYST)));
        assertThat(members.authenticate("ann@shop.example", ann.password() + "x")).isEmpty();
        assertThat(members.authenticate("bob@shop.example", ann.password())).isEmpty();
        assertThat(ann.toString()).doesNotContain(ann.password());
    }

    @Test
    void whoIsDisabledCannotSignIn() {
        var ann = members.add("ann@shop.example", "Ann", List.of(Role.AGENT));
        postgres.update(MEMBER).set(MEMBER.ENABLED, false).execute();
        assertThat(members.authenticate("ann@shop.example", ann.password())).isEmpty();
    }

    @Test
    void anAddressANameAndARoleAreNeeded() {
        for (var wrong : new String[] {"", "ann", "@", "a b@c", "a@b\nc"}) {
            assertThatThrownBy(() -> members.add(wrong, "Ann", List.of(Role.AGENT)))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> members.add("a@b.example", " ", List.of(Role.AGENT)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> members.add("a@b.example", "Ann", List.of()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> members.add("a@b.example", "Ann", List.of(Role.STORE)))
                .as("of programs only")
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Role.of("king")).isInstanceOf(ProblemException.class);
    }

    @Test
    void aKeyIsGoodUntilItIsRevokedAndOnlyItsDigestIsKept() {
        var made = keys.create("shop", List.of(Role.FINANCE), "ann@shop.example");
        var secret = made.token().substring(made.token().lastIndexOf(made.key().prefix()) + 9);
        assertThat(keys.verify(made.token()))
                .hasValueSatisfying(key -> assertThat(key.roles()).containsExactly(Role.FINANCE));
        assertThat(made.toString()).doesNotContain(secret);
        assertThat(postgres.fetchOne(API_KEY).toString()).doesNotContain(secret);

        keys.revoke(made.key().prefix());
        keys.revoke(made.key().prefix());
        assertThat(keys.verify(made.token())).isEmpty();
        assertThat(keys.all())
                .singleElement()
                .satisfies(key -> assertThat(key.revokedAt()).isEqualTo(NOW));
        assertThatThrownBy(() -> keys.revoke("zzzzzzzz")).isInstanceOf(ProblemException.class);
    }

    @Test
    void theSecretOfOneKeyDoesNotOpenAnother() {
        var one = keys.create("one", List.of(Role.ADMIN), "ann").token();
        var other = keys.create("other", List.of(Role.AGENT), "ann").token();
        var mixed = one.substring(0, "parley_12345678_".length()) + other.substring(16);
        assertThat(keys.verify(mixed)).isEmpty();
        assertThat(keys.verify("")).isEmpty();
        assertThat(keys.verify(one + "x")).isEmpty();
    }
}
