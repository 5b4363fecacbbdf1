package org.parley.sandbox.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sandbox.Caller;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class ViberKindsTest {
    private static final String TO = "{'receiver':'user-1','sender':{'name':'S'},";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.forBenchmarks());
        sandbox.viberWebhook(sandbox.discardUri());
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'text','text':'x'}",
                "'type':'picture','text':'','media':'https://a.example/a.jpg','thumbnail':'https://a.example/t.jpg'}",
                "'type':'video','media':'https://a.example/a.mp4','size':1000,'duration':10,'text':'x'}",
                "'type':'file','media':'https://a.example/a.pdf','size':1000,'file_name':'a.pdf'}",
                "'type':'url','media':'https://a.example/'}",
                "'type':'location','location':{'lat':42.7,'lon':23.3}}",
                "'type':'contact','contact':{'name':'Ann','phone_number':'+359888'}}",
                "'type':'sticker','sticker_id':46105}",
                "'min_api_version':7,'type':'rich_media','rich_media':{'Type':'rich_media','ButtonsGroupColumns':6,'ButtonsGroupRows':2,'Buttons':[{'Columns':6,'Rows':2,'ActionType':'none','Text':'x'}]}}",
                "'keyboard':{'Type':'keyboard','Buttons':[{'ActionType':'location-picker','ActionBody':'x','Text':'Here'},{'ActionType':'share-phone','ActionBody':'x','Text':'Phone'}]},'min_api_version':3}"
            })
    void everyDocumentedKindIsTaken(String message) throws Exception {
        JsonNode answer = caller.viberJson("send_message", (TO + message).replace('\'', '"'));
        assertThat(answer.path("status").intValue()).as(answer.toString()).isZero();
        assertThat(sandbox.received().total(Channel.VIBER)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
'type':'video','media':'https://a.example/a.avi','size':1} | 3 | badData: media must end in one of .mp4
'type':'video','media':'https://a.example/a.mp4'} | 4 | missingData: size is missing
'type':'video','media':'https://a.example/a.mp4','size':1,'duration':181} | 3 | badData: duration must be a number within 0 and 180
'type':'file','media':'https://a.example/a.pdf','size':1} | 4 | missingData: file_name is missing
'type':'url'} | 4 | missingData: media is missing
'type':'location','location':{'lat':142}} | 3 | badData: location must hold lat and lon
'type':'contact','contact':{'name':'Ann'}} | 4 | missingData: contact.phone_number is missing
'type':'sticker'} | 4 | missingData: sticker_id is missing
'type':'rich_media'} | 4 | missingData: rich_media is missing
'type':'poem'} | 3 | badData: type is not a message type
""")
    void whatIsMissingInAKindIsNamed(String message, int status, String words) throws Exception {
        JsonNode answer = caller.viberJson("send_message", (TO + message).replace('\'', '"'));
        assertThat(answer.path("status").intValue()).isEqualTo(status);
        assertThat(answer.path("status_message").stringValue()).isEqualTo(words);
    }

    @Test
    void aHundredPeopleCanBeAskedWhetherTheyAreOnline() throws Exception {
        sandbox.customers().book().unregister(Channel.VIBER, "gone");
        JsonNode users =
                caller.viberJson("get_online", "{\"ids\":[\"user-1\",\"gone\"]}").path("users");
        assertThat(users.path(0).path("online_status").intValue()).isZero();
        assertThat(users.path(1).path("online_status").intValue()).isEqualTo(4);
        String many = String.join(",", Collections.nCopies(101, "\"u\""));
        JsonNode answer = caller.viberJson("get_online", "{\"ids\":[" + many + "]}");
        assertThat(answer.path("status").intValue()).isEqualTo(3);
    }
}
