package org.parley.core.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.Sha256;

class ShippedRulesTest {

    /// Events tell by which version they were judged, and the lists are part of it.
    @Test
    void theListsOfVersionThreeAreNeverChanged() {
        String lists =
                String.join(
                        "\n",
                        Stream.of(
                                        Resource.lines("machine-agents.txt"),
                                        List.of(""),
                                        Resource.lines("mail-readers.txt"))
                                .flatMap(List::stream)
                                .toList());
        assertThat(Sha256.of(lists))
                .as(
                        "Who changes the lists adds a version to machine_rule_set by a migration, with"
                                + " what the newest adds, and then writes the new digest here")
                .isEqualTo("5444f723adf98e25b94ef43b46e85fb70ad45292aace98004942d2417e5edf58");
    }
}
