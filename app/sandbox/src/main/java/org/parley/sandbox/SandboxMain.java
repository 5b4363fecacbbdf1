package org.parley.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/// Runs a sandbox as its own process.
public final class SandboxMain {
    private static final int WRONG_USE = 2;

    private SandboxMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String[] args) {
        return switch (CommandLine.parse(args)) {
            case CommandLine.Help() -> {
                System.out.println(CommandLine.HELP);
                yield 0;
            }
            case CommandLine.Wrong(String why) -> {
                System.err.println("sandbox: " + why);
                System.err.println("Try --help.");
                yield WRONG_USE;
            }
            case CommandLine.Run(SandboxSettings settings) -> serve(settings);
        };
    }

    private static int serve(SandboxSettings settings) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (Sandbox sandbox = Sandbox.start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
            System.out.printf(
                    "Sandbox ready: %s, SMTP %s:%d, seed %d, accounts at %s/control/accounts%n",
                    sandbox.baseUri(),
                    sandbox.smtpHost(),
                    sandbox.smtpPort(),
                    settings.seed(),
                    sandbox.baseUri());
            new CountDownLatch(1).await();
            return 0;
        } catch (IllegalStateException e) {
            System.err.println("sandbox: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
