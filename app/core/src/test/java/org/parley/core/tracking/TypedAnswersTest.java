package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.MessageContent;
import org.parley.core.content.Part;
import org.parley.core.content.QuickReply;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.MessageId;

/// Where a channel has no buttons, choices stand in the text, numbered, and people type.
class TypedAnswersTest {

    private final TrackingWorld world = new TrackingWorld();
    private MessageId message;

    @BeforeEach
    void aMessageWithChoicesInTwoLanguages() {
        int run = world.run(SENT, 7);
        message = world.recipient(run, 1, world.contact("ana", "+1"), "+1", "sent", SENT);
        world.recipient(run, 2, world.contact("bo", "+2"), "+2", "sent", SENT);
        world.dsl.execute(
                "update recipient set language = 'de' where run_id = {0} and ordinal = 2",
                val(run));
        var written =
                new RichMessage(
                        2,
                        wording("Shall we hold it for you, {{first_name}}?", "Yes", "No", "Stop"),
                        Map.of("de", wording("Sollen wir es hinterlegen?", "Ja", "Nein", "Aus")));
        world.dsl.execute(
                "update message_variant set content = {0}",
                val(JSONB.valueOf(new MessageContent().write(written))));
        world.dsl.execute(
                """
                insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight)
                select campaign_id, 1, 'A', 1, 'fake', 10000 from run where id = {0}\
                """,
                val(run));
    }

    private static Content wording(String text, String yes, String no, String never) {
        return new Content(
                null,
                new Part.Text(text),
                List.of(
                        new Button.Reply(yes, "hold"),
                        new Button.Url("Shop", URI.create("https://shop.example/")),
                        new Button.Reply(no, "leave")),
                List.of(new QuickReply(never, "stop")),
                Map.of());
    }

    private String answered(String address, String text) {
        world.arrivesAndSettles(Say.reply(address, "r1", text, SENT.plusSeconds(60)));
        return world.dsl
                .fetchSingle("select concat_ws(' ', kind, payload, text) from inbound_message")
                .get(0, String.class);
    }

    @Test
    void aTypedNumberIsTheTapOnThatChoice() {
        assertThat(answered("+1", "2.")).isEqualTo("button leave 2.");
        assertThat(world.events(message)).contains("replied");
        assertThat(world.dsl.fetchValue("select reason from event_outbox where kind = 'replied'"))
                .isEqualTo("button");
    }

    @Test
    void theWordsOfAChoiceAreTheTapOnItInTheLanguageThatWasSent() {
        assertThat(answered("+2", "ja")).isEqualTo("button hold ja");
    }

    @Test
    void wordsOfAnotherLanguageAndNumbersOfNoChoiceStayWords() {
        assertThat(answered("+2", "yes")).isEqualTo("text yes");
        world.arrivesAndSettles(Say.reply("+2", "r2", "9", SENT.plusSeconds(90)));
        assertThat(
                        world.dsl.fetchValue(
                                "select kind from inbound_message where provider_message_id = 'r2'"))
                .isEqualTo("text");
    }

    @Test
    void theNumberOfTheChoiceToStopStops() {
        assertThat(answered("+1", "3")).isEqualTo("stop stop 3");
        assertThat(world.dsl.fetchValue("select state from consent")).isEqualTo("withdrawn");
        assertThat(world.events(message)).contains("opted_out").doesNotContain("replied");
    }

    @Test
    void theWordStopStopsWhateverAButtonOfThatNameWouldDo() {
        var other =
                new RichMessage(
                        new Content(
                                null,
                                new Part.Text("The next one?"),
                                new Button.Reply("Stop", "bus-stop-7"),
                                new Button.Reply("Go on", "go-on")));
        world.dsl.execute(
                "update message_variant set content = {0}",
                val(JSONB.valueOf(new MessageContent().write(other))));
        assertThat(answered("+1", "Stop")).isEqualTo("stop Stop");
        assertThat(world.dsl.fetchValue("select state from consent")).isEqualTo("withdrawn");
    }

    @Test
    void anAnswerToAMessageThatNobodyCanReadAnyMoreIsJustWords() {
        world.dsl.execute("update message_variant set content = '{\"version\": 77}'");
        assertThat(answered("+1", "2")).isEqualTo("text 2");
    }
}
