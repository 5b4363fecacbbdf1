package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutANameItListsTheBenchmarks() throws Exception {
        assertThat(run()).isZero();
        assertThat(text(out)).contains("dispatch: ").contains("--messages N");
    }

    @Test
    void anUnknownNameIsAnErrorThatListsTheKnown() throws Exception {
        assertThat(run("dispach")).isEqualTo(2);
        assertThat(text(err)).contains("There is no benchmark \"dispach\"").contains("dispatch: ");
    }

    @Test
    void wrongOptionsAreToldBeforeAnythingStarts() throws Exception {
        assertThat(run("dispatch", "--message", "5")).isEqualTo(2);
        assertThat(text(err)).contains("no option --message");
        assertThat(run("dispatch", "--messages", "0")).isEqualTo(2);
        assertThat(text(err)).contains("--messages is a whole number from 1 to 1000000, not 0");
        assertThat(run("dispatch", "--trials")).isEqualTo(2);
        assertThat(text(err)).contains("--trials needs a value");
    }

    private int run(String... words) throws Exception {
        return BenchMain.run(List.of(words), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
