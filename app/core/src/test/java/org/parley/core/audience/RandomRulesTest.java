package org.parley.core.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.core.audience.AudienceWorld.array;
import static org.parley.core.audience.AudienceWorld.quoted;
import static org.parley.core.audience.AudienceWorld.string;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.core.audience.Population.Person;
import org.parley.core.audience.internal.RuleReader;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import tools.jackson.databind.JsonNode;

/// ClickHouse and plain Java agree on who is in a segment, whatever the rule.
class RandomRulesTest {

    private static final long SEED = 20_261_121;
    private static final int PEOPLE = 300;
    private static final int RULES = 250;

    private final Random random = new Random(SEED);
    private final Population population = Population.of(PEOPLE, AudienceWorld.NOW, random);
    private final AudienceWorld world = new AudienceWorld();

    @Test
    void randomRulesPickWhomTheirDefinitionPicks() {
        world.campaigns();
        store();
        NaiveRule naive =
                new NaiveRule(
                        population, Map.of(1L, Set.of(1, 2), 2L, Set.of(3)), AudienceWorld.NOW);
        Set<Integer> sizes = new HashSet<>();
        for (int i = 0; i < RULES; i++) {
            String text = rule(3);
            JsonNode json = AudienceWorld.json(text);
            List<Long> expected = naive.members(RuleReader.read(json));
            assertThat(world.members(json))
                    .as("rule %s of seed %s: %s", i, SEED, text)
                    .isEqualTo(expected);
            sizes.add(expected.size());
            if (i % 5 == 0) {
                previewTellsReach(json, Set.copyOf(expected), naive);
            }
        }
        // or the test would prove nothing
        assertThat(sizes).hasSizeGreaterThan(RULES / 4);
    }

    @Test
    void whatIsDatedIsToldAsOfAnEarlierInstant() {
        world.campaigns();
        store();
        // every second person, the erased ones too: leaving is no part of what went before
        world.clickHouse(
                """
                insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id)
                select 'assigned', 7, number + 1, 900000 + number, '2026-11-16 12:00:00', 2 * number + 1 from numbers(%d)
                """
                        .formatted(PEOPLE / 2));
        Instant instant = Instant.parse("2026-11-16T12:00:00Z");
        NaiveRule naive =
                new NaiveRule(
                        population.before(instant),
                        Map.of(1L, Set.of(1, 2), 2L, Set.of(3)),
                        instant);
        Set<Integer> sizes = new HashSet<>();
        for (int dated = 0; dated < RULES / 4; ) {
            String text = rule(3);
            JsonNode json = AudienceWorld.json(text);
            SegmentRule rule = RuleReader.read(json);
            if (rule.dated()) {
                List<Long> expected =
                        naive.members(rule).stream().filter(id -> id % 2 == 1).toList();
                assertThat(world.membersBefore(json, 7, instant))
                        .as("rule %s of seed %s", text, SEED)
                        .isEqualTo(expected);
                sizes.add(expected.size());
                dated++;
            }
        }
        assertThat(sizes).hasSizeGreaterThan(RULES / 16);
    }

    @Test
    void whatIsKnownOnlyAsOfNowIsNotToldOfThePast() {
        for (String rule :
                List.of(
                        "{\"tag\":\"vip\"}",
                        "{\"attribute\":\"country\",\"is\":\"ES\"}",
                        "{\"consent\":{\"channel\":\"sms\"}}",
                        "{\"reachable\":\"sms\"}",
                        "{\"tookPart\":{\"run\":1}}",
                        "{\"any\":[{\"lastOrder\":{\"withinDays\":7}},{\"not\":{\"tag\":\"vip\"}}]}")) {
            assertThatThrownBy(() ->
                            world.membersBefore(AudienceWorld.json(rule), 7, AudienceWorld.NOW))
                    .as(rule)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        }
    }

    private void previewTellsReach(JsonNode rule, Set<Long> members, NaiveRule naive) {
        List<Channel> channels = Population.CHANNELS.stream().map(Channel::new).toList();
        for (String purpose : Population.PURPOSES) {
            assertThat(world.segments.preview(rule, purpose, channels))
                    .isEqualTo(
                            new AudiencePreview(
                                    members.size(),
                                    Population.CHANNELS.stream()
                                            .map(each -> naive.reach(members, each, purpose))
                                            .toList()));
        }
    }

    private String rule(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 12)) {
            case 0 -> attribute();
            case 1 -> "{\"tag\":%s}".formatted(string(any(Population.TAGS)));
            case 2 ->
                    "{\"consent\":{\"channel\":\"%s\",\"purpose\":\"%s\"}}"
                            .formatted(any(Population.CHANNELS), any(Population.PURPOSES));
            case 3 -> "{\"reachable\":\"%s\"}".formatted(any(Population.CHANNELS));
            case 4 -> orders();
            case 5 ->
                    "{\"lastOrder\":{\"%s\":%d}}"
                            .formatted(any(List.of("withinDays", "olderThanDays")), days());
            case 6 -> engaged();
            case 7 -> "{\"not\":%s}".formatted(rule(depth - 1));
            case 8, 9 -> "{\"all\":[%s]}".formatted(rules(depth - 1));
            default -> "{\"any\":[%s]}".formatted(rules(depth - 1));
        };
    }

    private String rules(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> rule(depth))
                .collect(Collectors.joining(","));
    }

    private String attribute() {
        if (random.nextInt(3) == 0) {
            String country = string(any(Population.COUNTRIES.subList(1, 4)));
            return "{\"attribute\":\"country\",%s}"
                    .formatted(
                            any(
                                    List.of(
                                            "\"is\":" + country,
                                            "\"isNot\":" + country,
                                            "\"in\":[" + country + ",\"GB\"]",
                                            "\"exists\":" + random.nextBoolean())));
        }
        String number = Double.toString(random.nextInt(-2, 3) * 0.5);
        String day = "\"1990-01-0" + random.nextInt(1, 4) + "\"";
        String value = any(List.of(number, day, string(any(Population.CITIES)), "true", "false"));
        return "{\"attribute\":\"%s\",%s}"
                .formatted(
                        any(Population.ATTRIBUTES),
                        any(
                                List.of(
                                        "\"is\":" + value,
                                        "\"isNot\":" + value,
                                        "\"in\":[" + number + ",0]",
                                        "\"in\":[" + day + ",\"Lugo\"]",
                                        "\"atLeast\":" + number,
                                        "\"atMost\":" + number,
                                        "\"before\":" + day,
                                        "\"after\":" + day,
                                        "\"exists\":" + random.nextBoolean())));
    }

    private String orders() {
        boolean count = random.nextBoolean();
        String low =
                count
                        ? Integer.toString(random.nextInt(-1, 5))
                        : Double.toString(random.nextInt(-40, 80) * 0.25);
        String high =
                count
                        ? Integer.toString(random.nextInt(-1, 5))
                        : Double.toString(random.nextInt(-40, 80) * 0.25);
        String range =
                any(
                        List.of(
                                "\"atLeast\":" + low,
                                "\"atMost\":" + high,
                                "\"atLeast\":" + low + ",\"atMost\":" + high));
        return "{\"orders\":{\"%s\":{%s}%s%s%s}}"
                .formatted(
                        count ? "count" : "money",
                        range,
                        count && random.nextBoolean()
                                ? ""
                                : ",\"currency\":\"" + any(Population.CURRENCIES) + "\"",
                        random.nextBoolean() ? "" : ",\"product\":" + string(any(Population.SKUS)),
                        random.nextBoolean() ? "" : ",\"withinDays\":" + days());
    }

    private String engaged() {
        return "{\"engaged\":{\"kind\":\"%s\"%s%s}}"
                .formatted(
                        any(List.of("delivered", "read", "clicked", "replied")),
                        random.nextBoolean() ? "" : ",\"campaign\":" + random.nextInt(1, 4),
                        random.nextBoolean() ? "" : ",\"withinDays\":" + days());
    }

    private int days() {
        return random.nextInt(1, 12);
    }

    private <T> T any(List<T> values) {
        return Population.any(values, random);
    }

    private void store() {
        String contact =
                "insert into contact (id, version, deleted, country, tags, reachable, addressed, granted, withdrawn,"
                        + " text_attributes, number_attributes, boolean_attributes, date_attributes) values ";
        // an older state of each, of which nothing may be seen
        world.clickHouse(
                contact
                        + rows(
                                population.people().stream()
                                        .map(each ->
                                                "(%d,1,false,'ES',['vip'],['sms'],['sms'],['sms/marketing'],[],map('city','Lugo'),map(),map(),map())"
                                                        .formatted(each.id()))));
        world.clickHouse(contact + rows(population.people().stream().map(RandomRulesTest::row)));
        world.clickHouse(
                "insert into shop_order (id, version, kind, contact_id, placed_at, currency, revenue) values "
                        + rows(
                                population.orders().stream()
                                        .map(each ->
                                                "(%d,1,%s,%d,%s,%s,%s)"
                                                        .formatted(
                                                                each.id(),
                                                                each.sale() ? "'sale'" : "'refund'",
                                                                each.contact(),
                                                                time(each.at()),
                                                                quoted(each.currency()),
                                                                each.revenue()))));
        world.clickHouse(
                "insert into shop_order_line (order_id, line_no, version, contact_id, kind, placed_at, sku, quantity, amount, currency) values "
                        + rows(
                                population.orders().stream()
                                        .flatMap(each ->
                                                IntStream.range(0, each.lines().size())
                                                        .mapToObj(i ->
                                                                "(%d,%d,1,%d,%s,%s,%s,1,%s,%s)"
                                                                        .formatted(
                                                                                each.id(),
                                                                                i + 1,
                                                                                each.contact(),
                                                                                each.sale()
                                                                                        ? "'sale'"
                                                                                        : "'refund'",
                                                                                time(each.at()),
                                                                                quoted(
                                                                                        each.lines()
                                                                                                .get(
                                                                                                        i)
                                                                                                .sku()),
                                                                                each.lines()
                                                                                        .get(i)
                                                                                        .amount(),
                                                                                quoted(
                                                                                        each
                                                                                                .currency()))))));
        world.clickHouse(
                "insert into message_event (contact_id, run_id, ordinal, kind, occurred_at, machine, event_id, about) values "
                        + rows(
                                IntStream.range(0, population.events().size())
                                        .boxed()
                                        .flatMap(i -> told(population.events().get(i), i))));
    }

    /// Every fifth with a verdict at arrival that was overturned.
    private static Stream<String> told(Population.Event event, int number) {
        boolean overturned = number % 5 == 0;
        String first = told(event, event.kind(), event.machine() != overturned, number + 1, 0);
        return overturned
                ? Stream.of(first, told(event, "overturned", false, 1_000_000 + number, number + 1))
                : Stream.of(first);
    }

    private static String told(
            Population.Event event, String kind, boolean machine, int id, int about) {
        return "(%d,%d,1,%s,%s,%s,%d,%d)"
                .formatted(
                        event.contact(),
                        event.run(),
                        quoted(kind),
                        time(event.at()),
                        machine,
                        id,
                        about);
    }

    private static String row(Person person) {
        return "(%d,2,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"
                .formatted(
                        person.id(),
                        person.deleted(),
                        quoted(person.country()),
                        texts(person.tags()),
                        texts(person.reachable()),
                        texts(person.addressed()),
                        texts(person.granted()),
                        texts(person.withdrawn()),
                        map(person, String.class),
                        map(person, Double.class),
                        map(person, Boolean.class),
                        map(person, LocalDate.class));
    }

    private static String map(Person person, Class<?> type) {
        return person.attributes().entrySet().stream()
                .filter(each -> type.isInstance(each.getValue()))
                .map(each ->
                        quoted(each.getKey())
                                + ","
                                + (each.getValue() instanceof String
                                                || each.getValue() instanceof LocalDate
                                        ? quoted(each.getValue().toString())
                                        : each.getValue().toString()))
                .collect(Collectors.joining(",", "map(", ")"));
    }

    private static String texts(Set<String> texts) {
        return array(texts.toArray(String[]::new));
    }

    private static String time(Instant at) {
        return quoted(at.toString().replace("T", " ").replace("Z", ""));
    }

    private static String rows(Stream<String> rows) {
        return rows.collect(Collectors.joining(","));
    }
}
