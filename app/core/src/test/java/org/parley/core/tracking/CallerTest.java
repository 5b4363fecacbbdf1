package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.internal.Sighting;

class CallerTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "203.0.113.77, 203.0.113.0/24",
                "255.255.255.255, 255.255.255.0/24",
                "2001:db8:aaaa:bbbb:1:2:3:4, 2001:db8:aaaa:0:0:0:0:0/48",
                "fe80::1%1, fe80:0:0:0:0:0:0:0/48",
                "::ffff:203.0.113.77, 203.0.113.0/24",
                "someone.example, ''",
                "'', ''",
                "none, ''"
            })
    void ofAnAddressOnlyWhatManyPeopleShareIsKept(String address, String network) {
        assertThat(new Caller("GET", null, address).network()).isEqualTo(network);
    }

    @Test
    void aProgramsNameIsCutAndHasNoControls() {
        assertThat(new Caller("GET", null, null).agent()).isEmpty();
        assertThat(new Caller("GET", "a\u0000b\nc", null).agent()).isEqualTo("a b c");
        assertThat(new Caller("GET", "x".repeat(9_000), null).agent()).hasSize(500);
    }

    @Test
    void nothingPrintsTheWholeAddress() {
        Caller caller = new Caller("GET", "Mozilla/5.0", "203.0.113.77");
        Sighting sighting =
                new Sighting(
                        SightingKind.CLICKED,
                        new LinkRef(new MessageId(1, 1), 1, 0),
                        Instant.EPOCH,
                        caller);
        assertThat(caller.toString()).contains("203.0.113.0/24").doesNotContain("203.0.113.77");
        assertThat(sighting.toString()).contains("203.0.113.0/24").doesNotContain("203.0.113.77");
    }
}
