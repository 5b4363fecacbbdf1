package org.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void flagsBecomeSettings() {
        CommandLine line =
                CommandLine.parse(
                        new String[] {
                            "--port",
                            "8099",
                            "--smtp-port",
                            "2599",
                            "--seed",
                            "7",
                            "--time-scale",
                            "0"
                        });
        assertThat(line).isInstanceOf(CommandLine.Run.class);
        SandboxSettings settings = ((CommandLine.Run) line).settings();
        assertThat(settings.port()).isEqualTo(8099);
        assertThat(settings.smtpPort()).isEqualTo(2599);
        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.timeScale()).isZero();
        assertThat(settings.accounts()).isEqualTo(SandboxAccounts.ofSeed(7));
    }

    @Test
    void wrongFlagsAreNamed() {
        assertThat(wrong("--prot", "1")).isEqualTo("no such flag: --prot");
        assertThat(wrong("--port", "x")).isEqualTo("--port takes a number, not x");
        assertThat(wrong("--port", "70000"))
                .isEqualTo("--port must be within 0 and 65535, not 70000");
        assertThat(wrong("--seed")).isEqualTo("--seed needs a value, or is no flag");
        assertThat(wrong("--time-scale", "-1")).startsWith("timeScale must not be negative");
        assertThat(CommandLine.parse(new String[] {"--help"})).isEqualTo(new CommandLine.Help());
    }

    private static String wrong(String... args) {
        return ((CommandLine.Wrong) CommandLine.parse(args)).why();
    }
}
