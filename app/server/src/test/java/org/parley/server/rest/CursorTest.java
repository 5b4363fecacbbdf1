package org.parley.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.kernel.ProblemException;

final class CursorTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, Long.MAX_VALUE})
    void aPositionComesBackAsItWas(long position) {
        assertThat(Cursor.position(new Paging(null, Cursor.of(position)))).isEqualTo(position);
    }

    @Test
    void theFirstPageHasNone() {
        assertThat(Cursor.position(new Paging(10, null))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "???", "AAAA", ""})
    void whatIsNotOursIsTheCallersFault(String after) {
        assertThatThrownBy(() -> Cursor.position(new Paging(null, after)))
                .isInstanceOf(ProblemException.class);
    }
}
