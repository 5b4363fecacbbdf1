package org.parley.core.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.audience.AudiencePreview.ChannelReach;
import org.parley.core.audience.AudiencePreview.UnreachableCount;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

class SegmentsTest {

    private static final AudienceWorld WORLD = new AudienceWorld();
    private static final AudienceWorld ODD = new AudienceWorld();
    private static final AtomicInteger ODD_IDS = new AtomicInteger();

    /// Five people; 4 has nothing at all; 6 is erased, and 5 has an older row.
    @BeforeAll
    static void people() {
        WORLD.campaigns();
        WORLD.clickHouse(
                """
                insert into contact (id, version, deleted, country, language, time_zone, preferred_channel, tags, reachable, addressed,
                  granted, withdrawn, text_attributes, number_attributes, boolean_attributes, date_attributes)
                values
                  (1, 1, false, 'ES', 'es', 'Europe/Madrid', 'sms', ['vip','new'], ['sms'], ['sms'], ['sms/marketing'], [],
                    map('city','Lugo'), map('shoe',42.5), map('member',true), map('born','1990-02-03')),
                  (2, 1, false, 'ES', 'en', '', '', ['vip'], ['sms'], ['sms'], [], ['sms/marketing'],
                    map('city','lugo'), map('shoe',-1), map('member',false), map('born','2000-01-01')),
                  (3, 1, false, 'GB', '', '', '', [], [], ['sms'], ['sms/news'], [], map(), map('shoe',0), map(), map()),
                  (4, 1, false, '', '', '', '', [], [], [], [], [], map(), map(), map(), map()),
                  (5, 1, false, 'ES', '', '', '', ['vip'], ['sms'], ['sms'], ['sms/marketing'], [], map(), map(), map(), map()),
                  (5, 2, false, 'FR', '', '', '', [], ['sms'], ['sms'], [], [], map('shoe','big'), map(), map(), map()),
                  (6, 1, false, 'ES', '', '', '', ['vip'], ['sms'], ['sms'], ['sms/marketing'], [], map(), map(), map(), map()),
                  (6, 2, true, '', '', '', '', [], [], [], [], [], map(), map(), map(), map())
                """);
        WORLD.clickHouse(
                """
                insert into shop_order (id, version, kind, contact_id, placed_at, currency, revenue)
                values
                  (1, 1, 'sale', 1, '2026-11-20 12:00:00', 'EUR', 100.10),
                  (2, 1, 'sale', 1, '2026-11-14 12:00:00', 'EUR', 50),
                  (3, 1, 'refund', 1, '2026-11-21 11:00:00', 'EUR', -100.10),
                  (4, 1, 'sale', 2, '2026-11-14 12:00:00.001', 'EUR', 30),
                  (5, 1, 'sale', 2, '2020-01-01 00:00:00', 'GBP', 1000),
                  (6, 1, 'refund', 3, '2026-11-20 12:00:00', 'EUR', -5),
                  (7, 1, 'sale', 0, '2026-11-20 12:00:00', 'EUR', 777),
                  (8, 1, 'sale', 5, '2026-11-20 12:00:00', 'EUR', 60),
                  (8, 2, 'sale', 5, '2026-11-20 12:00:00', 'EUR', 7),
                  (9, 1, 'sale', 6, '2026-11-20 12:00:00', 'EUR', 50)
                """);
        WORLD.clickHouse(
                """
                insert into shop_order_line (contact_id, order_id, line_no, version, kind, placed_at, sku, quantity, amount, currency)
                values
                  (1, 1, 1, 1, 'sale', '2026-11-20 12:00:00', 'tea', 1, 60, 'EUR'),
                  (1, 1, 2, 1, 'sale', '2026-11-20 12:00:00', 'tea', 1, 20.1, 'EUR'),
                  (1, 1, 3, 1, 'sale', '2026-11-20 12:00:00', 'cup', 1, 20, 'EUR'),
                  (1, 2, 1, 1, 'sale', '2026-11-14 12:00:00', 'cup', 5, 50, 'EUR'),
                  (1, 3, 1, 1, 'refund', '2026-11-21 11:00:00', 'tea', -1, -60, 'EUR'),
                  (2, 4, 1, 1, 'sale', '2026-11-14 12:00:00.001', 'tea', 3, 30, 'EUR')
                """);
        WORLD.clickHouse(
                """
                insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id, machine)
                values
                  ('delivered', 1, 1, 1, '2026-11-20 12:00:00', 1, false),
                  ('read', 2, 1, 2, '2026-11-14 12:00:00', 2, false),
                  ('clicked', 3, 1, 3, '2026-11-14 12:00:00.001', 3, false),
                  ('replied', 1, 2, 4, '2026-11-01 12:00:00', 4, false),
                  ('clicked', 1, 3, 5, '2026-11-20 12:00:00', 5, true),
                  ('sent', 1, 4, 6, '2026-11-20 12:00:00', 5, false)
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"all":[]}                                                    | 1 2 3 4 5
                    {"any":[]}                                                    |
                    {"not":{"all":[]}}                                            |
                    {"not":{"any":[]}}                                            | 1 2 3 4 5
                    {"all":[{"all":[]},{"tag":"new"}]}                            | 1
                    {"any":[{"any":[]},{"tag":"new"}]}                            | 1
                    {"all":[{"tag":"vip"},{"tag":"new"}]}                         | 1
                    {"any":[{"tag":"new"},{"reachable":"sms"}]}                   | 1 2 5
                    {"not":{"any":[{"tag":"new"},{"reachable":"sms"}]}}           | 3 4
                    {"all":[{"any":[{"tag":"vip"},{"tag":"x"}]},{"not":{"tag":"new"}}]} | 2
                    {"attribute":"country","is":"ES"}                             | 1 2
                    {"attribute":"country","isNot":"ES"}                          | 3 4 5
                    {"attribute":"country","in":["GB","FR","XX"]}                 | 3 5
                    {"attribute":"country","exists":true}                         | 1 2 3 5
                    {"attribute":"country","exists":false}                        | 4
                    {"attribute":"language","is":"en"}                            | 2
                    {"attribute":"timeZone","is":"Europe/Madrid"}                 | 1
                    {"attribute":"preferredChannel","is":"sms"}                   | 1
                    {"attribute":"city","is":"Lugo"}                              | 1
                    {"attribute":"city","isNot":"Lugo"}                           | 2 3 4 5
                    {"attribute":"city","in":["Lugo","lugo"]}                     | 1 2
                    {"attribute":"shoe","is":42.5}                                | 1
                    {"attribute":"shoe","is":0}                                   | 3
                    {"attribute":"shoe","isNot":0}                                | 1 2 4 5
                    {"attribute":"shoe","in":[0,-1.0]}                            | 2 3
                    {"attribute":"shoe","is":"big"}                               | 5
                    {"attribute":"shoe","atLeast":0}                              | 1 3
                    {"attribute":"shoe","atMost":0}                               | 2 3
                    {"attribute":"shoe","exists":true}                            | 1 2 3 5
                    {"attribute":"shoe","exists":false}                           | 4
                    {"attribute":"member","is":true}                              | 1
                    {"attribute":"member","is":false}                             | 2
                    {"attribute":"member","isNot":true}                           | 2 3 4 5
                    {"attribute":"member","in":[true,false]}                      | 1 2
                    {"attribute":"born","before":"1990-02-03"}                    |
                    {"attribute":"born","before":"1990-02-04"}                    | 1
                    {"attribute":"born","after":"1990-02-03"}                     | 2
                    {"attribute":"born","after":"1990-02-02"}                     | 1 2
                    {"attribute":"born","is":"1990-02-03"}                        | 1
                    {"attribute":"born","isNot":"1990-02-03"}                     | 2 3 4 5
                    {"attribute":"born","in":["1990-02-03","2000-01-01"]}         | 1 2
                    {"attribute":"born","exists":true}                            | 1 2
                    {"attribute":"nothing","isNot":"x"}                           | 1 2 3 4 5
                    {"tag":"vip"}                                                 | 1 2
                    {"tag":"VIP"}                                                 |
                    {"consent":{"channel":"sms"}}                                 | 1
                    {"consent":{"channel":"sms","purpose":"news"}}                | 3
                    {"reachable":"sms"}                                           | 1 2 5
                    {"reachable":"viber"}                                         |
                    """)
    void rulesOnThePersonPickThese(String rule, @Nullable String members) {
        assertThat(WORLD.members(rule)).isEqualTo(ids(members));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"orders":{"count":{"atLeast":1}}}                            | 1 2 5
                    {"orders":{"count":{"atLeast":2}}}                            | 1 2
                    {"orders":{"count":{"atLeast":1.5}}}                          | 1 2
                    {"orders":{"count":{"atLeast":0}}}                            | 1 2 3 4 5
                    {"orders":{"count":{"atMost":0}}}                             | 3 4
                    {"orders":{"count":{"atMost":1}}}                             | 3 4 5
                    {"orders":{"count":{"atLeast":1,"atMost":1}}}                 | 5
                    {"orders":{"count":{"atLeast":0,"atMost":0}}}                 | 3 4
                    {"orders":{"count":{"atLeast":2,"atMost":1}}}                 |
                    {"orders":{"count":{"atMost":-1}}}                            |
                    {"not":{"orders":{"count":{"atLeast":1}}}}                    | 3 4
                    {"orders":{"count":{"atLeast":1},"withinDays":7}}             | 1 2 5
                    {"orders":{"count":{"atLeast":2},"withinDays":7}}             |
                    {"orders":{"count":{"atLeast":2},"withinDays":8}}             | 1
                    {"orders":{"count":{"atMost":0},"withinDays":1}}              | 1 2 3 4 5
                    {"orders":{"count":{"atLeast":1},"currency":"GBP"}}           | 2
                    {"orders":{"count":{"atMost":1},"currency":"EUR"}}            | 2 3 4 5
                    {"orders":{"count":{"atLeast":1},"product":"tea"}}            | 1 2
                    {"orders":{"count":{"atLeast":2},"product":"tea"}}            |
                    {"orders":{"count":{"atLeast":2},"product":"cup"}}            | 1
                    {"orders":{"count":{"atMost":0},"product":"tea"}}             | 3 4 5
                    {"orders":{"count":{"atLeast":1},"product":"cup","withinDays":7}} | 1
                    {"orders":{"money":{"atLeast":50},"currency":"EUR"}}          | 1
                    {"orders":{"money":{"atLeast":50.000001},"currency":"EUR"}}   |
                    {"orders":{"money":{"atMost":50},"currency":"EUR"}}           | 1 2 3 4 5
                    {"orders":{"money":{"atMost":49.999999},"currency":"EUR"}}    | 2 3 4 5
                    {"orders":{"money":{"atMost":0},"currency":"EUR"}}            | 3 4
                    {"orders":{"money":{"atMost":-1},"currency":"EUR"}}           | 3
                    {"orders":{"money":{"atLeast":-5,"atMost":0},"currency":"EUR"}} | 3 4
                    {"orders":{"money":{"atLeast":-4,"atMost":0},"currency":"EUR"}} | 4
                    {"orders":{"money":{"atLeast":7,"atMost":7},"currency":"EUR"}} | 5
                    {"orders":{"money":{"atLeast":1000},"currency":"GBP"}}        | 2
                    {"orders":{"money":{"atLeast":1},"currency":"USD"}}           |
                    {"orders":{"money":{"atLeast":0.01},"currency":"EUR","withinDays":7}} | 2 5
                    {"orders":{"money":{"atMost":0},"currency":"EUR","withinDays":7}} | 1 3 4
                    {"orders":{"money":{"atLeast":20.1,"atMost":20.1},"currency":"EUR","product":"tea"}} | 1
                    {"orders":{"money":{"atMost":30},"currency":"EUR","product":"tea"}} | 1 2 3 4 5
                    {"orders":{"money":{"atLeast":999999999999999999},"currency":"EUR"}} |
                    {"lastOrder":{"withinDays":1}}                                |
                    {"lastOrder":{"withinDays":2}}                                | 1 5
                    {"lastOrder":{"withinDays":7}}                                | 1 2 5
                    {"lastOrder":{"olderThanDays":1}}                             | 1 2 5
                    {"lastOrder":{"olderThanDays":2}}                             | 2
                    {"lastOrder":{"olderThanDays":7}}                             |
                    """)
    void rulesOnOrdersPickThese(String rule, @Nullable String members) {
        assertThat(WORLD.members(rule)).isEqualTo(ids(members));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"engaged":{"kind":"delivered"}}                              | 1 2 3 4
                    {"engaged":{"kind":"read"}}                                   | 2 3 4
                    {"engaged":{"kind":"clicked"}}                                | 3
                    {"engaged":{"kind":"replied"}}                                | 4
                    {"engaged":{"campaign":null,"kind":"read"}}                   | 2 3 4
                    {"engaged":{"campaign":1,"kind":"delivered"}}                 | 1 2 4
                    {"engaged":{"campaign":2,"kind":"delivered"}}                 | 3
                    {"engaged":{"campaign":3,"kind":"delivered"}}                 |
                    {"engaged":{"campaign":99,"kind":"delivered"}}                |
                    {"not":{"engaged":{"campaign":3,"kind":"delivered"}}}         | 1 2 3 4 5
                    {"not":{"engaged":{"kind":"delivered"}}}                      | 5
                    {"engaged":{"kind":"delivered","withinDays":7}}               | 1 3
                    {"engaged":{"campaign":1,"kind":"delivered","withinDays":8}}  | 1 2
                    """)
    void rulesOnEventsPickThese(String rule, @Nullable String members) {
        assertThat(WORLD.members(rule)).isEqualTo(ids(members));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O'Brien",
                "' or 1=1 --",
                "\\",
                "\\'",
                "\\\\' or 1=1 --",
                "{0}",
                "{1} {{0}} {id:String}",
                "?",
                "?1 :name $1 ??",
                "ключ 🎁 Ł",
                "%_",
                "a\"b`c",
                "\n\t\\n\\N",
                "/* x",
                "-- x",
                "x'; drop table contact; --",
                "[]()',"
            })
    void aValueIsNeverReadAsAnythingElse(String value) {
        AudienceWorld world = ODD;
        int id = ODD_IDS.incrementAndGet();
        String quoted = AudienceWorld.quoted(value);
        world.clickHouse(
                "insert into contact (id, version, country, tags, reachable, addressed, granted, text_attributes) values (%d, 1, %s, [%s], ['sms'], ['sms'], [%s], map(%s, %s))"
                        .formatted(
                                id,
                                quoted,
                                quoted,
                                AudienceWorld.quoted("sms/" + value),
                                quoted,
                                quoted));
        world.clickHouse(
                "insert into shop_order_line (contact_id, order_id, line_no, kind, sku, currency, amount) values (%d, %d, 1, 'sale', %s, 'EUR', 1)"
                        .formatted(id, id, quoted));
        String text = AudienceWorld.string(value);
        for (String rule :
                List.of(
                        "{\"tag\":%s}",
                        "{\"attribute\":\"country\",\"is\":%s}",
                        "{\"attribute\":\"country\",\"in\":[%s]}",
                        "{\"attribute\":%s,\"exists\":true}",
                        "{\"attribute\":%1$s,\"is\":%1$s}",
                        "{\"attribute\":%1$s,\"in\":[%1$s,\"x\"]}",
                        "{\"not\":{\"attribute\":%1$s,\"isNot\":%1$s}}",
                        "{\"consent\":{\"channel\":\"sms\",\"purpose\":%s}}",
                        "{\"orders\":{\"count\":{\"atLeast\":1},\"product\":%s}}")) {
            assertThat(world.members(rule.formatted(text))).as(rule).containsExactly((long) id);
        }
        assertThat(
                        world.members(
                                "{\"all\":[{\"attribute\":%1$s,\"atLeast\":1},{\"attribute\":%1$s,\"before\":\"2026-01-01\"}]}"
                                        .formatted(text)))
                .isEmpty();
        assertThat(
                        world.segments
                                .preview(
                                        AudienceWorld.json("{\"tag\":%s}".formatted(text)),
                                        value,
                                        List.of(new Channel("sms")))
                                .channels())
                .containsExactly(new ChannelReach("sms", 1, List.of()));
    }

    @Test
    void thePreviewGivesEachPersonOneReason() {
        AudienceWorld world = new AudienceWorld();
        world.clickHouse(
                """
                insert into contact (id, version, deleted, reachable, addressed, granted, withdrawn)
                values
                  (1, 1, false, ['sms','viber'], ['sms','viber'], ['sms/marketing'], ['viber/marketing']),
                  (2, 1, false, ['sms'], ['sms'], ['sms/news'], []),
                  (3, 1, false, ['sms'], ['sms'], [], ['sms/marketing']),
                  (4, 1, false, [], ['sms'], [], ['sms/marketing']),
                  (5, 1, false, [], ['sms'], ['sms/marketing'], []),
                  (6, 1, false, [], [], ['sms/marketing'], []),
                  (7, 1, false, [], [], [], []),
                  (8, 1, true, ['sms'], ['sms'], ['sms/marketing'], [])
                """);
        assertThat(
                        world.segments.preview(
                                AudienceWorld.json("{\"all\":[]}"),
                                "marketing",
                                List.of(new Channel("sms"), new Channel("viber"))))
                .isEqualTo(
                        new AudiencePreview(
                                7,
                                List.of(
                                        new ChannelReach(
                                                "sms",
                                                1,
                                                List.of(
                                                        new UnreachableCount("no_address", 2),
                                                        new UnreachableCount("invalid_address", 2),
                                                        new UnreachableCount("no_consent", 1),
                                                        new UnreachableCount("withdrawn", 1))),
                                        new ChannelReach(
                                                "viber",
                                                0,
                                                List.of(
                                                        new UnreachableCount("no_address", 6),
                                                        new UnreachableCount("withdrawn", 1))))));
        assertThat(
                        world.segments.preview(
                                AudienceWorld.json("{\"any\":[]}"),
                                "it's {0} ?",
                                List.of(new Channel("sms"))))
                .isEqualTo(new AudiencePreview(0, List.of(new ChannelReach("sms", 0, List.of()))));
    }

    @Test
    void daysAreCountedFromTheInstantThatIsAskedFor() {
        long segment =
                WORLD.segments
                        .create("recent", AudienceWorld.json("{\"lastOrder\":{\"withinDays\":7}}"))
                        .id();
        List<Long> ids = new ArrayList<>();
        WORLD.segments.of(segment, Instant.parse("2026-11-27T11:59:59.999Z")).accept(ids::add);
        assertThat(ids).containsExactlyInAnyOrder(1L, 5L);
        ids.clear();
        WORLD.segments.of(segment, Instant.parse("2026-11-27T12:00:00Z")).accept(ids::add);
        assertThat(ids).isEmpty();
    }

    @Test
    void aSegmentIsKeptUnderAnUnusedName() {
        AudienceWorld world = new AudienceWorld();
        var rule = AudienceWorld.json("{\"tag\":\"it's {0} ? \\\\\"}");
        var kept = world.segments.create(" VIPs ", rule);
        assertThat(world.segments.get(kept.id())).isEqualTo(kept);
        assertThat(kept.name()).isEqualTo("VIPs");
        assertThat(kept.rule()).isEqualTo(rule);
        assertThatThrownBy(() -> world.segments.create("VIPs", rule))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
        var other = world.segments.create("other", rule);
        assertThatThrownBy(() -> world.segments.replace(other.id(), "VIPs", rule))
                .isInstanceOf(ProblemException.class);
        assertThat(
                        world.segments
                                .replace(kept.id(), "VIPs", AudienceWorld.json("{\"all\":[]}"))
                                .rule())
                .isEqualTo(AudienceWorld.json("{\"all\":[]}"));
        assertThatThrownBy(() -> world.segments.replace(99, "new", rule))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(world.segments.list(null, 1).items()).containsExactly(other);
    }

    private static List<Long> ids(@Nullable String members) {
        return members == null
                ? List.of()
                : List.of(members.split(" ")).stream().map(Long::valueOf).toList();
    }
}
