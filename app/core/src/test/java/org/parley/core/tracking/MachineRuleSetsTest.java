package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.testing.MovableClock;
import org.parley.sql.testing.TestStores;

class MachineRuleSetsTest {

    private final DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final MovableClock clock = new MovableClock("2026-11-22T10:00:00Z");
    private final MachineRuleSets sets = new MachineRuleSets(dsl, clock);

    @Test
    void theFirstVersionIsWhatIsShipped() {
        assertThat(sets.all())
                .singleElement()
                .isEqualTo(
                        new MachineRuleSet(
                                3,
                                "parley",
                                Instant.parse("2026-11-22T00:00:00Z"),
                                "As shipped",
                                List.of(),
                                List.of()));
        assertThat(sets.current().version()).isEqualTo(3);
    }

    @Test
    void aNewVersionHasAllThatIsAddedInOneSpelling() {
        var added =
                sets.add(
                        List.of(" ScanCorp ", "linkwatch/", "scancorp"),
                        List.of("203.0.113.77", "2001:db8:aaaa:bbbb::1/64", "203.0.113.0/24"),
                        " Gateways of our customers ",
                        "m@parley.example");

        assertThat(added)
                .isEqualTo(
                        new MachineRuleSet(
                                4,
                                "m@parley.example",
                                clock.instant(),
                                "Gateways of our customers",
                                List.of("linkwatch/", "scancorp"),
                                List.of("2001:db8:aaaa:0:0:0:0:0/48", "203.0.113.0/24")));
        assertThat(sets.newest()).isEqualTo(added);
        assertThat(sets.version(4)).contains(added);
        assertThat(sets.version(5)).isEmpty();
        sets.add(List.of(), List.of(), "All of it was wrong", "n@parley.example");
        assertThat(sets.all()).extracting(MachineRuleSet::version).containsExactly(5, 4, 3);
        assertThat(sets.newest().agents()).isEmpty();
    }

    @Test
    void aNetworkIsSpeltAsEventsKeepIt() {
        var added = sets.add(List.of(), List.of("fe80::1%1"), "why", "m@parley.example");
        assertThat(added.networks())
                .containsExactly(new Caller("GET", null, "fe80::1%1").network());
    }

    @ParameterizedTest
    @CsvSource({
        "ab, 203.0.113.0/24, why, agents[0]",
        "'  a ', 203.0.113.0/24, why, agents[0]",
        "'a\tbc', 203.0.113.0/24, why, agents[0]",
        "scancorp, 203.0.0.0/16, why, networks[0]",
        "scancorp, 203.0.113.0/33, why, networks[0]",
        "scancorp, 203.0.113.0/-1, why, networks[0]",
        "scancorp, 203.0.113.0/x, why, networks[0]",
        "scancorp, 2001:db8::/32, why, networks[0]",
        "scancorp, gateway.example, why, networks[0]",
        "scancorp, '', why, networks[0]",
        "scancorp, 203.0.113.0/24, ' ', reason",
    })
    void whatIsWrongIsNamedByItsField(String agent, String network, String why, String field) {
        assertThatThrownBy(() -> sets.add(List.of(agent), List.of(network), why, "m"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                            assertThat(problem.fields())
                                    .extracting(FieldProblem::field)
                                    .containsExactly(field);
                        });
        assertThat(sets.all()).hasSize(1);
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndListsHaveAnEnd() {
        var many = Collections.nCopies(501, "203.0.113.0/24");
        assertThatThrownBy(() -> sets.add(List.of("good", "x", "y".repeat(101)), many, "", "m"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.fields())
                                        .extracting(FieldProblem::field)
                                        .containsExactly(
                                                "reason", "agents[1]", "agents[2]", "networks"));
    }

    @Test
    void anotherNodesVersionIsKnownWithinTenSeconds() {
        assertThat(sets.current().version()).isEqualTo(3);
        var other = new MachineRuleSets(dsl, clock);
        other.add(List.of("scancorp"), List.of(), "why", "m@parley.example");
        assertThat(other.current().version()).as("at once where it was made").isEqualTo(4);

        clock.advance(Duration.ofSeconds(10));
        assertThat(sets.current().version()).isEqualTo(4);
        assertThat(sets.newest().version()).isEqualTo(4);
    }

    @Test
    void rulesAreNotAskedForAtEveryClick() {
        var rules = sets.current();
        dsl.execute("update machine_rule_set set version = 9");
        clock.advance(Duration.ofSeconds(1));
        assertThat(sets.current()).isSameAs(rules);
        clock.advance(Duration.ofHours(-1));
        assertThat(sets.current().version()).as("after a clock was set back").isEqualTo(9);
    }

    @Test
    void manyAtOnceGetVersionsOfTheirOwn() throws Exception {
        Callable<Integer> add =
                () -> sets.add(List.of("scancorp"), List.of(), "why", "m").version();
        Set<Integer> versions = new TreeSet<>();
        try (var people = Executors.newFixedThreadPool(4)) {
            for (var version : people.invokeAll(Collections.nCopies(12, add))) {
                versions.add(version.get());
            }
        }
        assertThat(versions).hasSize(12).contains(4, 15);
    }
}
