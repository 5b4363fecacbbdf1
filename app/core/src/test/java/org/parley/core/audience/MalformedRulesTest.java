package org.parley.core.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.audience.internal.RuleReader;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MalformedRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    null                                                    | rule
                    7                                                       | rule
                    "tag"                                                   | rule
                    []                                                      | rule
                    {}                                                      | rule
                    {"frobnicate":1}                                        | rule
                    {"tag":"a","not":{"tag":"b"}}                           | rule.not
                    {"all":{}}                                              | rule.all
                    {"any":null}                                            | rule.any
                    {"all":[{"tag":"a"},null]}                              | rule.all[1]
                    {"all":[{"tag":"a"},{"any":[{"tag":5}]}]}               | rule.all[1].any[0].tag
                    {"not":null}                                            | rule.not
                    {"not":[]}                                              | rule.not
                    {"not":{"not":{}}}                                      | rule.not.not
                    {"tag":null}                                            | rule.tag
                    {"tag":" "}                                             | rule.tag
                    {"attribute":"x"}                                       | rule
                    {"attribute":"x","is":1,"isNot":2}                      | rule
                    {"attribute":"x","equals":1}                            | rule
                    {"attribute":"x","all":[]}                              | rule
                    {"attribute":7,"is":1}                                  | rule.attribute
                    {"attribute":"","is":1}                                 | rule.attribute
                    {"attribute":"x","is":null}                             | rule.is
                    {"attribute":"x","is":{}}                               | rule.is
                    {"attribute":"x","is":[1]}                              | rule.is
                    {"attribute":"x","is":1e400}                            | rule.is
                    {"attribute":"x","is":1e30}                             | rule.is
                    {"attribute":"x","in":[]}                               | rule.in
                    {"attribute":"x","in":"a"}                              | rule.in
                    {"attribute":"x","in":["a",1]}                          | rule.in
                    {"attribute":"x","in":["a",null]}                       | rule.in[1]
                    {"attribute":"x","atLeast":"1"}                         | rule.atLeast
                    {"attribute":"x","atMost":true}                         | rule.atMost
                    {"attribute":"x","before":"soon"}                       | rule.before
                    {"attribute":"x","before":"2026-13-01"}                 | rule.before
                    {"attribute":"x","after":"2026-02-30"}                  | rule.after
                    {"attribute":"x","after":"0001-01-01"}                  | rule.after
                    {"attribute":"x","after":20260101}                      | rule.after
                    {"attribute":"x","exists":"yes"}                        | rule.exists
                    {"attribute":"country","is":7}                          | rule.is
                    {"attribute":"country","in":[true]}                     | rule.in
                    {"attribute":"country","atLeast":7}                     | rule
                    {"attribute":"language","before":"2026-01-01"}          | rule
                    {"consent":"sms"}                                       | rule.consent
                    {"consent":{}}                                          | rule.consent.channel
                    {"consent":{"channel":"SMS!"}}                          | rule.consent.channel
                    {"consent":{"channel":"sms","purpose":7}}               | rule.consent.purpose
                    {"consent":{"channel":"sms","why":"x"}}                 | rule.consent.why
                    {"reachable":{"channel":"sms"}}                         | rule.reachable
                    {"reachable":"S M S"}                                   | rule.reachable
                    {"orders":7}                                            | rule.orders
                    {"orders":{}}                                           | rule.orders
                    {"orders":{"count":{"atLeast":1},"money":{"atLeast":1}}} | rule.orders
                    {"orders":{"count":1}}                                  | rule.orders.count
                    {"orders":{"count":null}}                               | rule.orders.count
                    {"orders":{"count":{}}}                                 | rule.orders.count
                    {"orders":{"count":{"atLeast":null}}}                   | rule.orders.count.atLeast
                    {"orders":{"count":{"atLeast":"1"}}}                    | rule.orders.count.atLeast
                    {"orders":{"count":{"exactly":1}}}                      | rule.orders.count.exactly
                    {"orders":{"count":{"atLeast":1},"currency":"euro"}}    | rule.orders.currency
                    {"orders":{"count":{"atLeast":1},"from":"2026-01-01"}}  | rule.orders.from
                    {"orders":{"money":{"atLeast":1}}}                      | rule.orders.currency
                    {"orders":{"money":{"atLeast":1},"currency":"eur"}}     | rule.orders.currency
                    {"orders":{"money":{"atLeast":1},"currency":7}}         | rule.orders.currency
                    {"orders":{"money":{"atMost":0.0000001},"currency":"EUR"}} | rule.orders.money.atMost
                    {"orders":{"money":{"atMost":1e18},"currency":"EUR"}}   | rule.orders.money.atMost
                    {"orders":{"money":{"atMost":1e400},"currency":"EUR"}}  | rule.orders.money.atMost
                    {"orders":{"count":{"atLeast":1},"product":""}}         | rule.orders.product
                    {"orders":{"count":{"atLeast":1},"withinDays":0}}       | rule.orders.withinDays
                    {"orders":{"count":{"atLeast":1},"withinDays":1.5}}     | rule.orders.withinDays
                    {"orders":{"count":{"atLeast":1},"withinDays":3651}}    | rule.orders.withinDays
                    {"orders":{"count":{"atLeast":1},"withinDays":null}}    | rule.orders.withinDays
                    {"lastOrder":{}}                                        | rule.lastOrder
                    {"lastOrder":7}                                         | rule.lastOrder
                    {"lastOrder":{"withinDays":1,"olderThanDays":1}}        | rule.lastOrder
                    {"lastOrder":{"olderThanDays":"1"}}                     | rule.lastOrder.olderThanDays
                    {"engaged":{}}                                          | rule.engaged.kind
                    {"engaged":{"kind":"opened"}}                           | rule.engaged.kind
                    {"engaged":{"kind":null}}                               | rule.engaged.kind
                    {"engaged":{"kind":"read","campaign":"1"}}              | rule.engaged.campaign
                    {"engaged":{"kind":"read","campaign":1.5}}              | rule.engaged.campaign
                    {"engaged":{"kind":"read","campaign":99999999999999999999}} | rule.engaged.campaign
                    {"engaged":{"kind":"read","withinDays":-1}}             | rule.engaged.withinDays
                    {"engaged":{"kind":"read","since":1}}                   | rule.engaged.since
                    {"tookPart":5}                                          | rule.tookPart
                    {"tookPart":{}}                                         | rule.tookPart.run
                    {"tookPart":{"run":0}}                                  | rule.tookPart
                    {"tookPart":{"run":"1"}}                                | rule.tookPart.run
                    {"tookPart":{"run":99999999999}}                        | rule.tookPart.run
                    {"tookPart":{"run":1,"arm":256}}                        | rule.tookPart
                    {"tookPart":{"run":1,"arm":"a"}}                        | rule.tookPart.arm
                    {"tookPart":{"run":1,"channel":"S M S"}}                | rule.tookPart
                    {"tookPart":{"run":1,"country":7}}                      | rule.tookPart.country
                    {"tookPart":{"run":1,"did":"clicked"}}                  | rule.tookPart.did
                    {"tookPart":{"run":1,"did":["clicked","opened"]}}       | rule.tookPart.did[1]
                    {"tookPart":{"run":1,"didNot":[1]}}                     | rule.tookPart.didNot[0]
                    {"tookPart":{"run":1,"did":["read"],"from":"today"}}    | rule.tookPart.from
                    {"tookPart":{"run":1,"did":["read"],"until":5}}         | rule.tookPart.until
                    {"tookPart":{"run":1,"did":["read"],"from":"0001-01-01T00:00:00Z"}} | rule.tookPart
                    {"tookPart":{"run":1,"from":"2026-01-01T00:00:00Z"}}    | rule.tookPart
                    {"tookPart":{"run":1,"state":"skipped"}}                | rule.tookPart.state
                    """)
    void aFaultIsNamedByItsPlace(String rule, String path) {
        assertFault(AudienceWorld.json(rule), path);
    }

    @Test
    void aNumberOfHostileSizeIsAFaultToo() {
        JsonMapper exact =
                JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();
        assertFault(
                exact.readTree("{\"orders\":{\"count\":{\"atLeast\":1e2147483647}}}"),
                "rule.orders.count.atLeast");
        assertFault(exact.readTree("{\"attribute\":\"x\",\"is\":1e-2147483647}"), "rule.is");
    }

    @Test
    void aRuleIsNeitherTooDeepNorTooLong() {
        assertThat(RuleReader.read(AudienceWorld.json(nested(10)))).isNotNull();
        assertFault(AudienceWorld.json(nested(11)), "rule" + ".not".repeat(11));
        assertThat(RuleReader.read(AudienceWorld.json(wide(199)))).isNotNull();
        assertFault(AudienceWorld.json(wide(200)), "rule.all[199]");
        assertFault(AudienceWorld.json("{\"tag\":\"" + "x".repeat(501) + "\"}"), "rule.tag");
        assertFault(
                AudienceWorld.json("{\"attribute\":\"x\",\"in\":[1" + ",1".repeat(1_000) + "]}"),
                "rule.in");
    }

    private static String nested(int depth) {
        return "{\"not\":".repeat(depth) + "{\"tag\":\"a\"}" + "}".repeat(depth);
    }

    private static String wide(int rules) {
        return "{\"all\":[{\"tag\":\"a\"}" + ",{\"tag\":\"a\"}".repeat(rules - 1) + "]}";
    }

    private static void assertFault(JsonNode rule, String path) {
        assertThatThrownBy(() -> RuleReader.read(rule))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                            assertThat(e.fields())
                                    .singleElement()
                                    .satisfies(each -> {
                                        assertThat(each.field()).isEqualTo(path);
                                        assertThat(each.detail()).isNotBlank();
                                    });
                        });
    }
}
