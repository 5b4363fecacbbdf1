package org.parley.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.channel.Channels;
import org.parley.core.channel.InboundEvent.TemplateNews;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.TemplateChange;
import org.parley.core.channel.TemplateReport;
import org.parley.core.channel.TemplateState;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.Part;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.template.Templates.Heard;
import org.parley.core.testing.World;

class TemplatesTest {

    private static final Channel CHANNEL = Approver.CHANNEL;
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final DSLContext dsl = new World().dsl;
    private final Approver provider = new Approver();
    private final Templates templates =
            new Templates(dsl, new Channels(List.of(provider)), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void inWhateverOrderAndHoweverOftenNewsComeTheLastWordHolds() {
        List<TemplateChange> words =
                List.of(
                        new TemplateChange.Judged(TemplateState.PENDING, null),
                        new TemplateChange.Judged(TemplateState.APPROVED, null),
                        new TemplateChange.Rated("green"),
                        new TemplateChange.Classified("utility"),
                        new TemplateChange.Judged(TemplateState.PAUSED, "LOW_QUALITY"),
                        new TemplateChange.Rated("red"),
                        new TemplateChange.Classified("marketing"));
        List<Heard> heard = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            // Meta's clock has seconds: the first two are of the same one.
            heard.add(heard("sale", words.get(i), NOON.plusSeconds(Math.max(1, i))));
        }
        heard.addAll(List.copyOf(heard));
        Set<KnownTemplate> outcomes = new HashSet<>();
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            dsl.execute("truncate provider_template");
            Collections.shuffle(heard, random);
            heard.forEach(each -> Templates.hear(dsl, List.of(each)));
            outcomes.addAll(templates.list("main"));
        }
        assertThat(outcomes)
                .containsExactly(
                        new KnownTemplate(
                                "sale",
                                "de",
                                null,
                                TemplateState.PAUSED,
                                "LOW_QUALITY",
                                NOON.plusSeconds(4),
                                "marketing",
                                NOON.plusSeconds(6),
                                "red",
                                NOON.plusSeconds(5)));
    }

    @Test
    void ofTwoJudgementsOfOneSecondTheGraverHolds() {
        var approved = heard("sale", new TemplateChange.Judged(TemplateState.APPROVED, null), NOON);
        var paused = heard("sale", new TemplateChange.Judged(TemplateState.PAUSED, "x"), NOON);
        Templates.hear(dsl, List.of(paused, approved));
        Templates.hear(dsl, List.of(approved));
        assertThat(state("sale")).isEqualTo(TemplateState.PAUSED);
    }

    @Test
    void aNewOneIsKnownAtOnceUnlessItIsNotTaken() {
        provider.answer =
                new TemplateAnswer.Told(
                        List.of(
                                new TemplateReport(
                                        "sale",
                                        "de",
                                        "17",
                                        TemplateState.PENDING,
                                        null,
                                        "marketing",
                                        null)));
        KnownTemplate made = templates.create("main", wanted("sale"));
        assertThat(made.state()).isEqualTo(TemplateState.PENDING);
        assertThat(made.providerId()).isEqualTo("17");

        // Meta judged at once, by a clock that is behind and has no fractions.
        Templates.hear(
                dsl,
                List.of(
                        heard(
                                "sale",
                                new TemplateChange.Judged(TemplateState.APPROVED, null),
                                NOON.minusSeconds(3))));
        assertThat(state("sale")).isEqualTo(TemplateState.APPROVED);

        provider.answer = new TemplateAnswer.Refused("2388299", "starts with a variable");
        refused(() -> templates.create("main", wanted("other")), ErrorCode.NOT_SENDABLE);
        refused(() -> templates.create("main", wanted("No Name")), ErrorCode.INVALID_REQUEST);
        assertThat(templates.list("main")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVED, ",
        "PENDING, WARNING",
        "PAUSED, ERROR",
        "REJECTED, ERROR",
        "DISABLED, ERROR"
    })
    void aMessageIsHeldAgainstWhatTheProviderSaid(
            TemplateState state, @Nullable Severity severity) {
        Templates.hear(
                dsl, List.of(heard("sale", new TemplateChange.Judged(state, "BECAUSE"), NOON)));
        List<LintFinding> findings = templates.lint(provider, message("sale", "de"));
        if (severity == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(severity);
                        assertThat(finding.part()).isEqualTo("content.templates.approving");
                        assertThat(finding.detail()).contains("sale", "(de)");
                    });
        }
    }

    @Test
    void aTemplateOfWhichNobodyKnowsIsAWarning() {
        Templates.hear(dsl, List.of(heard("sale", new TemplateChange.Rated("green"), NOON)));
        for (RichMessage message : List.of(message("sale", "de"), message("sale", "fr"))) {
            assertThat(templates.lint(provider, message))
                    .singleElement()
                    .satisfies(
                            finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
        }
    }

    @Test
    void everyLanguageOfAMessageIsLookedAt() {
        Templates.hear(
                dsl,
                List.of(
                        heard(
                                "sale",
                                new TemplateChange.Judged(TemplateState.REJECTED, null),
                                NOON)));
        RichMessage message =
                new RichMessage(2, content("sale", "en"), Map.of("de", content("sale", "de")));
        assertThat(templates.lint(provider, message))
                .extracting(LintFinding::part)
                .containsExactly("content.templates.approving", "locales.de.templates.approving");
    }

    private @Nullable TemplateState state(String name) {
        return templates.list("main").stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static void refused(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static Heard heard(String name, TemplateChange change, Instant at) {
        return new Heard(CHANNEL, "main", new TemplateNews(name, "de", change, at));
    }

    private static NewTemplate wanted(String name) {
        return new NewTemplate(name, "de", "marketing", null, "Hallo!", List.of(), null, List.of());
    }

    private static RichMessage message(String template, String language) {
        return new RichMessage(content(template, language));
    }

    private static Content content(String template, String language) {
        return new Content(
                "Sale",
                new Part.Text("Hello"),
                List.of(),
                List.of(),
                Map.of(CHANNEL, new ProviderTemplate(template, language, List.of())));
    }
}
