package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.core.tracking.Giveaway.AGENT;
import static org.parley.core.tracking.Giveaway.HASTE;
import static org.parley.core.tracking.Giveaway.METHOD;
import static org.parley.core.tracking.Giveaway.NETWORK;
import static org.parley.core.tracking.Giveaway.SWEEP;
import static org.parley.core.tracking.SightingKind.CLICKED;
import static org.parley.core.tracking.SightingKind.OPENED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MachineRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final String PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0";
    private static final String NET = "203.0.113.0/24";
    private static final MachineRules SHIPPED = new MachineRules(3, List.of(), List.of());
    private static final MachineRules STRICTER =
            new MachineRules(4, List.of("pixel 9", "microsoft outlook"), List.of(NET));

    @Test
    void whatIsFoundFirstIsTold() {
        var caller = new Caller("HEAD", "curl/8", "203.0.113.9");
        assertThat(STRICTER.judge(CLICKED, caller, NOW, NOW, true)).isEqualTo(machine(METHOD));
        assertThat(STRICTER.judge(CLICKED, get("curl/8"), NOW, NOW, true))
                .isEqualTo(machine(AGENT));
        assertThat(STRICTER.judge(CLICKED, get("Mozilla/5.0 (iPhone)"), NOW, NOW, true))
                .isEqualTo(machine(NETWORK));
        assertThat(SHIPPED.judge(CLICKED, get(PHONE), NOW, NOW, true)).isEqualTo(machine(HASTE));
        assertThat(SHIPPED.judge(CLICKED, get(PHONE), NOW, null, true)).isEqualTo(machine(SWEEP));
        assertThat(SHIPPED.judge(CLICKED, get(PHONE), NOW, null, false)).isEqualTo(Verdict.PERSON);
    }

    @Test
    void aSecondAfterTheHandOverIsAPersons() {
        var caller = get(PHONE);
        assertThat(SHIPPED.judge(CLICKED, caller, NOW.minusMillis(1), NOW, false).by())
                .isEqualTo(HASTE);
        assertThat(SHIPPED.judge(CLICKED, caller, NOW.plusMillis(999), NOW, false).by())
                .isEqualTo(HASTE);
        assertThat(SHIPPED.judge(CLICKED, caller, NOW.plusMillis(1_000), NOW, false))
                .isEqualTo(Verdict.PERSON);
    }

    @Test
    void addedAgentsAreMachinesAtPicturesTooWhateverMailIsReadBy() {
        var outlook = get("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0; Pro)");
        assertThat(SHIPPED.judge(OPENED, outlook, NOW, null, false)).isEqualTo(Verdict.PERSON);
        assertThat(STRICTER.judge(OPENED, outlook, NOW, null, false)).isEqualTo(machine(AGENT));
    }

    @Test
    void anAgentIsJudgedByWhatIsKeptOfIt() {
        var hidden = get("x".repeat(500) + "Googlebot/2.1");
        assertThat(SHIPPED.judge(CLICKED, hidden, NOW, null, false)).isEqualTo(Verdict.PERSON);
        assertThat(SHIPPED.judge(CLICKED, get("\u0000\n"), NOW, null, false).by()).isEqualTo(AGENT);
    }

    /// What the same rules said at arrival they say again, from what is kept.
    @Test
    void theSameRulesSayTheSameAgain() {
        var random = new Random(815);
        var agents = List.of(PHONE, "curl/8.5.0", "", "Mozilla/5.0", "Microsoft Outlook 16");
        for (int i = 0; i < 5_000; i++) {
            var rules = random.nextBoolean() ? SHIPPED : STRICTER;
            var kind = random.nextBoolean() ? CLICKED : OPENED;
            var caller =
                    new Caller(
                            random.nextInt(5) == 0 ? "HEAD" : "GET",
                            agents.get(random.nextInt(agents.size())),
                            random.nextBoolean() ? "203.0.113.9" : "198.51.100.7");
            Instant earliest =
                    random.nextInt(4) == 0 ? null : NOW.minusMillis(random.nextInt(-500, 3_000));
            boolean swept = kind == CLICKED && random.nextInt(5) == 0;
            var arrival = rules.judge(kind, caller, NOW, earliest, swept);
            // as intake tells it
            Long since =
                    earliest == null
                            ? null
                            : Math.max(0L, Duration.between(earliest, NOW).toMillis());
            var told = new ToldSighting(kind, 3, arrival, caller.agent(), caller.network(), since);
            assertThat(rules.judgeAgain(told, swept)).as("%s", told).isEqualTo(arrival);
        }
    }

    @Test
    void aPersonBecomesAMachineByWhatWasAdded() {
        assertThat(STRICTER.judgeAgain(told(3, Verdict.PERSON, PHONE, "", 40_000L), false))
                .isEqualTo(machine(AGENT));
        assertThat(STRICTER.judgeAgain(told(3, Verdict.PERSON, "Firefox", NET, 40_000L), false))
                .isEqualTo(machine(NETWORK));
        assertThat(SHIPPED.judgeAgain(told(3, Verdict.PERSON, PHONE, NET, 40_000L), true))
                .as("clicks that did not come together")
                .isEqualTo(machine(SWEEP));
        assertThat(SHIPPED.judgeAgain(told(3, Verdict.PERSON, PHONE, NET, 999L), false))
                .isEqualTo(machine(HASTE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Giveaway.class,
            names = {"AGENT", "NETWORK", "SWEEP"})
    void aMachineBecomesAPersonWhereWhatGaveItAwayIsTakenBack(Giveaway by) {
        assertThat(SHIPPED.judgeAgain(told(4, machine(by), PHONE, NET, 40_000L), false))
                .isEqualTo(Verdict.PERSON);
    }

    @Test
    void whatCannotBeJudgedFromWhatIsKeptKeepsItsVerdict() {
        assertThat(SHIPPED.judgeAgain(told(3, machine(METHOD), PHONE, "", 40_000L), false))
                .isEqualTo(machine(METHOD));
        assertThat(SHIPPED.judgeAgain(told(3, machine(HASTE), PHONE, "", null), false))
                .as("not known any more")
                .isEqualTo(machine(HASTE));
        assertThat(SHIPPED.judgeAgain(told(3, machine(HASTE), PHONE, "", 1_000L), false))
                .isEqualTo(Verdict.PERSON);
        var unknown = new Verdict(true, null);
        assertThat(SHIPPED.judgeAgain(told(0, unknown, PHONE, "", 40_000L), false))
                .isEqualTo(unknown);
        assertThat(STRICTER.judgeAgain(told(0, Verdict.PERSON, "curl/8", NET, 1L), true))
                .as("from before rules had versions, or from elsewhere")
                .isEqualTo(Verdict.PERSON);
    }

    @Test
    void threeLinksWithinTwoSecondsAreASweep() {
        assertThat(MachineRules.swept(List.of(click(0, 2_000), click(1, 0), click(2, 1_000))))
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(MachineRules.swept(List.of(click(0, 2_001), click(1, 0), click(2, 1_000))))
                .isEmpty();
    }

    @Test
    void oneLinkManyTimesIsNoSweep() {
        assertThat(MachineRules.swept(List.of(click(0, 0), click(0, 1), click(1, 2), click(1, 3))))
                .isEmpty();
    }

    @Test
    void whoComesLaterIsNoPartOfTheSweep() {
        assertThat(
                        MachineRules.swept(
                                List.of(
                                        click(0, 0),
                                        click(1, 100),
                                        click(2, 200),
                                        click(0, 60_000))))
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aSweepIsTheSameByWhatIsKeptOfItsTimes() {
        var clicks =
                List.of(
                        new LinkClick(NOW.plusNanos(100), 0),
                        new LinkClick(NOW, 1),
                        new LinkClick(NOW.plusMillis(2_000).plusNanos(900_000), 2));
        assertThat(MachineRules.swept(clicks)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "METHOD, method",
        "AGENT, agent",
        "NETWORK, network",
        "HASTE, haste",
        "SWEEP, sweep"
    })
    void whatGaveAMachineAwayHasAWord(Giveaway giveaway, String word) {
        assertThat(giveaway.word()).isEqualTo(word);
        assertThat(Giveaway.of(word)).isEqualTo(giveaway);
        assertThat(machine(giveaway).judgedBy()).isEqualTo(word);
        assertThat(Giveaway.of("")).isNull();
        assertThat(Verdict.PERSON.judgedBy()).isEmpty();
        assertThatThrownBy(() -> Giveaway.of("guess")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Verdict machine(Giveaway by) {
        return new Verdict(true, by);
    }

    private static Caller get(String agent) {
        return new Caller("GET", agent, "203.0.113.9");
    }

    private static LinkClick click(int link, long afterMillis) {
        return new LinkClick(NOW.plusMillis(afterMillis), link);
    }

    private static ToldSighting told(
            int rules, Verdict arrival, String agent, String network, @Nullable Long since) {
        return new ToldSighting(CLICKED, rules, arrival, agent, network, since);
    }
}
