package org.parley.analytics.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.analytics.question.HeatMap.HeatCell;
import org.parley.analytics.question.RandomMail.Message;
import org.parley.core.kernel.ProblemException;

class HeatMapTest {

    private static RandomMail mail;

    @BeforeAll
    static void draw() {
        mail = new RandomMail(4);
    }

    /// 18:20 UTC on a Sunday is five past midnight on Monday in Kathmandu.
    @Test
    void twoDeliveriesCountedByHand() {
        var scene =
                Scene.empty()
                        .event("delivered", 1, 1, "2026-10-04T18:20:00Z")
                        .event("delivered", 1, 1, "2026-10-06T10:00:00Z")
                        .event("clicked", 1, 1, "2026-10-09T10:00:00Z")
                        .event("delivered", 1, 2, "2026-10-04T18:14:59.999Z")
                        .event("sent", 1, 3, "2026-10-04T18:20:00Z");
        scene.order("sale", 0, 1, "2026-10-10T10:00:00Z", "EUR", 100, 1, 1);
        scene.told();
        assertThat(scene.ofTheCompany().heatMap("Asia/Kathmandu", 1, null, null, null).cells())
                .containsExactly(cell(1, 0, 1, 1, 0, 1), cell(7, 23, 1, 0, 0, 0));
        assertThat(scene.ofTheCompany().heatMap(null, 2, null, null, null).cells()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Sofia",
                "America/New_York",
                "Asia/Kolkata",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Chatham"
            })
    void everyHourOfEveryZoneIsCountedAsOnPaper(String zone) {
        var from = RandomMail.FROM.plus(Duration.ofDays(10));
        var until = RandomMail.FROM.plus(Duration.ofDays(47));
        Predicate<Message> inRange =
                message -> !message.at().isBefore(from) && message.at().isBefore(until);
        var questions = mail.scene.ofTheCompany();
        assertThat(questions.heatMap(zone, null, from, until, null).cells())
                .isEqualTo(naive(zone, inRange.and(message -> message.run() != 16)));
        assertThat(questions.heatMap(zone, null, from, until, true).cells())
                .isEqualTo(naive(zone, inRange.and(message -> message.run() == 16)));
        assertThat(questions.heatMap(zone, 4, from, until, null).cells())
                .isEqualTo(naive(zone, inRange.and(message -> message.run() == 4)));
        var whole = questions.heatMap(zone, 4, null, null, null);
        assertThat(whole.from()).isNull();
        assertThat(whole.cells()).isEqualTo(naive(zone, message -> message.run() == 4));
    }

    @Test
    void aZoneThatOnlyJavaKnowsIsRefused() {
        assertThat(ZoneRulesProvider.getAvailableZoneIds()).contains("SystemV/PST8PDT");
        assertThatThrownBy(() ->
                        mail.scene
                                .ofTheCompany()
                                .heatMap("SystemV/PST8PDT", null, null, null, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Europe/Sofia");
    }

    @Test
    void aRunThatDoesNotExistIsToldSo() {
        var questions = mail.scene.ofTheCompany();
        assertThatThrownBy(() -> questions.heatMap(null, 99, null, null, null))
                .isInstanceOf(ProblemException.class);
    }

    private static List<HeatCell> naive(String zone, Predicate<Message> which) {
        record Hour(int weekday, int hour) {}
        var cells =
                new TreeMap<Hour, List<Message>>(
                        Comparator.comparingInt(Hour::weekday).thenComparingInt(Hour::hour));
        mail.messages.stream()
                .filter(which)
                .forEach(message -> {
                    var at = message.at().atZone(ZoneId.of(zone));
                    cells.computeIfAbsent(
                                    new Hour(at.getDayOfWeek().getValue(), at.getHour()),
                                    _ -> new ArrayList<>())
                            .add(message);
                });
        return cells.entrySet().stream()
                .map(each ->
                        cell(
                                each.getKey().weekday(),
                                each.getKey().hour(),
                                each.getValue().size(),
                                count(each.getValue(), Message::clicked),
                                count(each.getValue(), Message::replied),
                                count(each.getValue(), Message::ordered)))
                .toList();
    }

    private static long count(List<Message> messages, Predicate<Message> which) {
        return messages.stream().filter(which).count();
    }

    private static HeatCell cell(
            int weekday, int hour, long delivered, long clicked, long replied, long ordered) {
        return new HeatCell(
                weekday,
                hour,
                delivered,
                EstimatedShare.of(clicked, delivered),
                EstimatedShare.of(replied, delivered),
                EstimatedShare.of(ordered, delivered));
    }
}
