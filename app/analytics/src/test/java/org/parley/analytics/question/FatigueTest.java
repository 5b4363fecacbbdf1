package org.parley.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.analytics.question.FatigueReport.FatigueLine;
import org.parley.analytics.question.RandomMail.Message;
import org.parley.core.kernel.ProblemException;

class FatigueTest {

    /// Contact 7 got three: two days apart, and 31 days after the first; the second drove them off.
    @Test
    void threeMessagesCountedByHand() {
        var scene = Scene.empty();
        scene.event("delivered", 1, 1, 7, "2026-10-01T10:00:00Z", "viber", "", false)
                .event("delivered", 1, 1, 7, "2026-10-02T10:00:00Z", "viber", "", false)
                .event("clicked", 1, 1, 7, "2026-10-01T10:01:00Z", "viber", "", false)
                .event("delivered", 2, 5, 7, "2026-10-03T10:00:00Z", "email", "", false)
                .event("opted_out", 2, 5, 7, "2026-10-03T10:01:00Z", "email", "", false)
                .event("delivered", 1, 2, 7, "2026-11-02T10:00:00Z", "viber", "", false)
                .event("delivered", 1, 3, 8, "2026-10-01T10:00:00Z", "viber", "", false)
                .told();
        var lines = scene.ofTheCompany().fatigue(30, null, null, null).lines();
        assertThat(lines)
                .extracting(
                        FatigueLine::number,
                        FatigueLine::messages,
                        FatigueLine::people,
                        line -> line.clicked().count(),
                        line -> line.optedOut().count())
                .containsExactly(tuple(1, 3L, 2L, 1L, 0L), tuple(2, 1L, 1L, 0L, 1L));
        assertThat(lines.getLast().optedOut()).isEqualTo(EstimatedShare.of(1, 1));
        assertThat(scene.ofTheCompany().fatigue(31, null, null, null).lines().getLast().messages())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30, 365})
    void aHistoryWithEverythingInItIsCountedAsOnPaper(int days) {
        var mail = new RandomMail(days);
        var from = RandomMail.FROM.plus(Duration.ofDays(12));
        var until = RandomMail.FROM.plus(Duration.ofDays(45));
        var report = mail.scene.ofTheCompany().fatigue(days, from, until, null);
        assertThat(report.simulated()).isFalse();
        assertThat(report.lines()).isEqualTo(naive(mail.of(run -> run <= 10), days, from, until));
        assertThat(mail.scene.ofTheCompany().fatigue(days, from, until, true).lines())
                .isNotEmpty()
                .isEqualTo(naive(mail.of(run -> run == 16), days, from, until));
        if (days == 365) {
            assertThat(report.lines().getLast().orMore()).isTrue();
        }
    }

    @Test
    void daysAreBounded() {
        var questions = Scene.empty().ofTheCompany();
        assertThatThrownBy(() -> questions.fatigue(0, null, null, null))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> questions.fatigue(366, null, null, null))
                .isInstanceOf(ProblemException.class);
        assertThat(questions.fatigue(30, null, null, null).lines()).isEmpty();
    }

    private static List<FatigueLine> naive(
            List<Message> all, int days, Instant from, Instant until) {
        var marketing =
                all.stream()
                        .sorted(
                                Comparator.comparing(Message::at)
                                        .thenComparingInt(Message::run)
                                        .thenComparingInt(Message::ordinal))
                        .toList();
        var lines = new TreeMap<Integer, List<Message>>();
        for (var i = 0; i < marketing.size(); i++) {
            var message = marketing.get(i);
            if (message.at().isBefore(from) || !message.at().isBefore(until)) {
                continue;
            }
            var number = 1;
            for (var before : marketing.subList(0, i)) {
                if (before.contact() == message.contact()
                        && before.at().isAfter(message.at().minus(Duration.ofDays(days)))) {
                    number++;
                }
            }
            lines.computeIfAbsent(Math.min(number, 10), _ -> new ArrayList<>()).add(message);
        }
        return lines.entrySet().stream()
                .map(line ->
                        new FatigueLine(
                                line.getKey(),
                                line.getKey() == 10,
                                line.getValue().size(),
                                line.getValue().stream().map(Message::contact).distinct().count(),
                                share(line.getValue().stream().map(Message::clicked).toList()),
                                share(line.getValue().stream().map(Message::replied).toList()),
                                share(line.getValue().stream().map(Message::optedOut).toList())))
                .toList();
    }

    private static EstimatedShare share(List<Boolean> each) {
        return EstimatedShare.of(each.stream().filter(Boolean::booleanValue).count(), each.size());
    }
}
