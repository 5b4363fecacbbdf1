package org.parley.bench.dispatch;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.parley.sandbox.SandboxAccounts;
import org.parley.sandbox.SandboxSettings;

/// A Viber in a JVM of its own, as it is in life: its garbage and its threads are not ours.
final class SandboxProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final URI viber;

    private SandboxProcess(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
        this.viber = URI.create(answer() + "/");
    }

    static SandboxProcess start() throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SandboxChild.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            return new SandboxProcess(process);
        } catch (IOException | RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    /// With a slash at the end.
    URI viber() {
        return viber;
    }

    String token() {
        return SandboxAccounts.ofSeed(SandboxSettings.USUAL_SEED).viberToken();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Messages accepted since it started.
    long accepted() throws IOException {
        questions.write('\n');
        questions.flush();
        return Long.parseLong(answer());
    }

    private String answer() throws IOException {
        while (true) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("The sandbox has ended; what it said stands above");
            }
            // the log writes to the same stream
            if (line.matches("http://\\S+|\\d+")) {
                return line;
            }
        }
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
