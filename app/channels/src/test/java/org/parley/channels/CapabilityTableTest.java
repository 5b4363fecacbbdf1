package org.parley.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.parley.core.channel.CapabilityTable;

/// What README.md says of the channels is what they declare.
class CapabilityTableTest {

    private static final String BEGIN = "<!-- capabilities: made from the declarations -->\n";
    private static final String END = "<!-- end of capabilities -->";
    private static final String REWRITE = "parley.readme.rewrite";

    @Test
    void theTableInTheReadmeIsMadeFromTheDeclarations() throws IOException {
        Path readme = Path.of("..", "..", "README.md");
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(begin).isGreaterThan(BEGIN.length()).isLessThanOrEqualTo(end);
        String table = CapabilityTable.of(ChannelTypes.all(Clock.systemUTC()));

        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(readme, text.substring(0, begin) + table + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as(
                        "mvn -pl app/channels -am test -Dtest=CapabilityTableTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D"
                                + REWRITE
                                + "=true rewrites the table")
                .isEqualTo(table);
    }
}
