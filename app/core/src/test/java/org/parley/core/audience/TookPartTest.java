package org.parley.core.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.core.audience.RunSelection.Fact;
import org.parley.core.audience.internal.RuleReader;
import org.parley.core.kernel.Channel;

/// Contacts 11 to 16 took part in run 1, in this order; 16 is the holdout, 17 only in run 2. 11
/// clicked, 12 replied on the channel that he fell back to, 13 received, 14 bought, 15 was sent to
/// and a machine clicked for her.
class TookPartTest {

    private static AudienceWorld world;

    @BeforeAll
    static void write() {
        world = new AudienceWorld();
        world.clickHouse(
                """
                insert into contact (id, version, deleted, reachable, addressed, granted, withdrawn)
                select number + 11, 1, false, ['viber'], ['viber'], if(number = 0, [], ['viber/marketing']),
                  if(number = 0, ['viber/marketing'], []) from numbers(8)
                """);
        for (var row :
                List.of(
                        "'assigned', 1, 1, 1, '2026-11-01 10:00:00', 11, 1, 'viber', 'DE', 'de', 0",
                        "'assigned', 1, 2, 2, '2026-11-01 10:00:00', 12, 1, 'viber', 'DE', 'de', 0",
                        "'assigned', 1, 3, 3, '2026-11-01 10:00:00', 13, 1, 'viber', 'BG', 'bg', 0",
                        "'assigned', 1, 4, 4, '2026-11-01 10:00:00', 14, 2, 'email', '', '', 0",
                        "'assigned', 1, 5, 5, '2026-11-01 10:00:00', 15, 2, 'email', 'DE', 'de', 0",
                        "'assigned', 1, 6, 6, '2026-11-01 10:00:00', 16, 3, '', 'DE', 'de', 0",
                        "'assigned', 2, 1, 7, '2026-11-01 10:00:00', 17, 1, 'viber', 'DE', 'de', 0",
                        "'clicked', 2, 1, 8, '2026-11-01 10:30:00', 17, 1, 'viber', 'DE', 'de', 0",
                        "'clicked', 1, 1, 9, '2026-11-01 10:30:00', 11, 1, 'viber', 'DE', 'de', 0",
                        "'clicked', 1, 1, 9, '2026-11-02 10:30:00', 11, 1, 'viber', 'DE', 'de', 0",
                        "'fell_back', 1, 2, 10, '2026-11-01 10:40:00', 12, 1, 'whatsapp', 'DE', 'de', 0",
                        "'replied', 1, 2, 11, '2026-11-01 11:30:00', 12, 1, 'whatsapp', 'DE', 'de', 0",
                        "'delivered', 1, 3, 12, '2026-11-01 12:30:00', 13, 1, 'viber', 'BG', 'bg', 0",
                        "'sent', 1, 5, 13, '2026-11-01 13:30:00', 15, 2, 'email', 'DE', 'de', 0",
                        "'clicked', 1, 5, 14, '2026-11-01 13:31:00', 15, 2, 'email', 'DE', 'de', 1")) {
            world.clickHouse(
                    "insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id,"
                            + " arm, channel, country, language, machine) values ("
                            + row
                            + ")");
        }
        world.clickHouse(
                """
                insert into shop_order (id, version, store, external_id, kind, contact_id, placed_at, currency, run_id, ordinal)
                values (1, 1, 's', 'o', 'sale', 14, '2026-11-03 10:00:00', 'EUR', 1, 4)
                """);
    }

    @Test
    void everybodyOfTheRunTookPart() {
        assertThat(members("\"run\":1")).isEqualTo(contacts(11, 16));
        assertThat(members("\"run\":2")).containsExactly(17L);
        assertThat(members("\"run\":3")).isEmpty();
    }

    @Test
    void whoDidMoreDidLessAndMachinesDidNothing() {
        assertThat(members("\"run\":1,\"did\":[\"sent\"]")).isEqualTo(contacts(11, 15));
        assertThat(members("\"run\":1,\"did\":[\"delivered\"]")).isEqualTo(contacts(11, 14));
        assertThat(members("\"run\":1,\"did\":[\"read\"]")).containsExactly(11L, 12L);
        assertThat(members("\"run\":1,\"did\":[\"clicked\"]")).containsExactly(11L);
        assertThat(members("\"run\":1,\"did\":[\"clicked\",\"replied\"]")).isEmpty();
        assertThat(members("\"run\":1,\"did\":[\"optedOut\"]")).isEmpty();
        assertThat(members("\"run\":1,\"did\":[\"delivered\"],\"didNot\":[\"read\"]"))
                .containsExactly(13L, 14L);
        assertThat(members("\"run\":1,\"didNot\":[\"clicked\",\"replied\",\"ordered\"]"))
                .containsExactly(13L, 15L, 16L);
    }

    @Test
    void peopleStandInTheirArmCountryLanguageAndWhereTheyFellBackTo() {
        assertThat(members("\"run\":1,\"arm\":2")).containsExactly(14L, 15L);
        assertThat(members("\"run\":1,\"channel\":\"viber\"")).containsExactly(11L, 13L);
        assertThat(members("\"run\":1,\"channel\":\"whatsapp\"")).containsExactly(12L);
        assertThat(members("\"run\":1,\"channel\":\"\"")).containsExactly(16L);
        assertThat(members("\"run\":1,\"country\":\"\"")).containsExactly(14L);
        assertThat(members("\"run\":1,\"language\":\"bg\"")).containsExactly(13L);
        assertThat(members("\"run\":1,\"arm\":1,\"country\":\"DE\",\"did\":[\"clicked\"]"))
                .containsExactly(11L);
        assertThat(members("\"run\":1,\"country\":\"'); drop table contact; --\"")).isEmpty();
    }

    @Test
    void onlyWhatHappenedInTheRangeWasDone() {
        assertThat(
                        members(
                                "\"run\":1,\"did\":[\"read\"],\"from\":\"2026-11-01T11:30:00Z\",\"until\":\"2026-11-02T10:30:00Z\""))
                .containsExactly(12L);
        assertThat(members("\"run\":1,\"did\":[\"read\"],\"from\":\"2026-11-02T10:30:00Z\""))
                .containsExactly(11L);
        assertThat(members("\"run\":1,\"did\":[\"delivered\"],\"from\":\"2026-11-02T10:30:00Z\""))
                .containsExactly(11L, 14L);
        assertThat(members("\"run\":1,\"did\":[\"ordered\"],\"until\":\"2026-11-03T10:00:00Z\""))
                .isEmpty();
    }

    @Test
    void itMixesWithOtherRulesAndThePreviewStillSaysWhoMayBeWrittenTo() {
        var rule =
                AudienceWorld.json(
                        "{\"any\":[{\"tookPart\":{\"run\":1,\"did\":[\"clicked\"]}},"
                                + "{\"tookPart\":{\"run\":2,\"did\":[\"clicked\"]}}]}");
        assertThat(world.members(rule)).containsExactly(11L, 17L);
        var preview = world.segments.preview(rule, "marketing", List.of(new Channel("viber")));
        assertThat(preview.size()).isEqualTo(2);
        assertThat(preview.channels().getFirst().reachable()).isEqualTo(1);
        assertThat(preview.channels().getFirst().unreachable())
                .containsExactly(new AudiencePreview.UnreachableCount("withdrawn", 1));
    }

    @Test
    void aSelectionIsReadBackFromItsRule() {
        var selection =
                new RunSelection(
                        1,
                        2,
                        "viber",
                        "",
                        "de-DE",
                        Set.of(Fact.CLICKED, Fact.OPTED_OUT),
                        Set.of(Fact.ORDERED),
                        Instant.parse("2026-11-01T10:00:00Z"),
                        Instant.parse("2026-11-02T10:00:00Z"));
        assertThat(RuleReader.read(selection.asRule()))
                .isEqualTo(new SegmentRule.TookPart(selection));
        var bare = new RunSelection(1, null, null, null, null, Set.of(), Set.of(), null, null);
        assertThat(bare.asRule()).isEqualTo(AudienceWorld.json("{\"tookPart\":{\"run\":1}}"));
    }

    private static List<Long> members(String body) {
        return world.members("{\"tookPart\":{" + body + "}}");
    }

    private static List<Long> contacts(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
