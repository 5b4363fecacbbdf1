package org.parley.core.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyWordsTest {

    private final ReplyWords words = new ReplyWords();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop. ",
                "stop!!!",
                "«Stop»",
                "Stop 🛑",
                "QUIT",
                "end",
                "Revoke",
                "OPT OUT",
                "opt-out",
                "optout",
                "Cancel",
                "UNSUBSCRIBE",
                "stop all",
                "STOPALL",
                "Abmelden",
                "kündigen",
                "KÜNDIGEN",
                "Stopp",
                "Arrêt",
                "ARRET",
                "arrêtez!",
                "désabonner",
                "desabonner",
                "Baja",
                "alto",
                "darme de baja",
                "Basta",
                "cancellami",
                "wypisz mnie",
                "usuń",
                "стоп",
                "СПРИ",
                "отписване",
                "Отпиши ме!",
                "відписатися",
                "στοπ",
                "ΣΤΟΠ",
                "τέλος",
                "ΤΕΛΟΣ",
                "parar",
                "afmelden",
                "إلغاء"
            })
    void wholeWordsOfManyLanguagesWithdraw(String text) {
        assertThat(words.kindOf(text, null)).isEqualTo(ReplyKind.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stopping by tomorrow",
                "please don't stop",
                "stop by the shop?",
                "the end is near",
                "no",
                "",
                "can I cancel my order?",
                "fine",
                "Fine!",
                "endlich",
                "seis",
                "🛑",
                "weekend",
                "s"
            })
    void anythingElseIsAnOrdinaryMessage(String text) {
        assertThat(words.kindOf(text, null)).isEqualTo(ReplyKind.TEXT);
    }

    @ParameterizedTest
    @CsvSource({"START, START", "unstop, START", "Старт, START", "start now, TEXT"})
    void startWordsAgreeAgain(String text, ReplyKind kind) {
        assertThat(words.kindOf(text, null)).isEqualTo(kind);
    }

    @Test
    void ofAButtonThePayloadCounts() {
        assertThat(words.kindOf("Cancel", "booking:7")).isEqualTo(ReplyKind.BUTTON);
        assertThat(words.kindOf("No more news, please", "STOP")).isEqualTo(ReplyKind.STOP);
    }
}
