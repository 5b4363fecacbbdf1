package org.parley.sandbox.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxAccounts;
import org.parley.sandbox.SandboxSettings;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The demo world of `./start`: plays the providers and the customers for a Parley that starts
/// beside it, takes the first run, prints its figures, and then goes on playing until it is
/// stopped.
public final class DemoMain {

    private static final Duration SERVER_PATIENCE = Duration.ofMinutes(3);

    private DemoMain() {}

    /// @param args data directory, Parley's address, file of Parley's first API key, number of
    ///   contacts
    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("Usage: DemoMain DATA-DIRECTORY PARLEY-ADDRESS KEY-FILE CONTACTS");
            System.exit(2);
        }
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path data = Path.of(args[0]);
        URI address = URI.create(args[1]);
        // one history for one day: a second start on the same day finds the same world
        Instant until = LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
        DemoData world = new DemoData(SandboxSettings.USUAL_SEED, Integer.parseInt(args[3]), until);
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.demo())) {
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
            writeAccounts(sandbox, data.resolve("sandbox.env"));
            try {
                awaitServer(address);
                String key = Files.readString(Path.of(args[2])).strip();
                try (ParleyApi parley = new ParleyApi(address, key)) {
                    tour(sandbox, parley, address, key, data, world);
                }
            } catch (IOException | IllegalStateException e) {
                System.err.println("The demo run stopped: " + e.getMessage());
            }
            // goes on playing providers and customers
            new CountDownLatch(1).await();
        }
    }

    private static void tour(
            Sandbox sandbox, ParleyApi parley, URI address, String key, Path data, DemoData world)
            throws IOException, InterruptedException {
        DemoTour tour = new DemoTour(parley, sandbox, address, data.resolve("demo"), System.out);
        tour.connect(world, key);
        long run = tour.run(world);
        // first the file, which waits until every order is credited and copied
        Path roi = export(parley, run, data);
        JsonNode report = parley.get("/api/v1/runs/" + run + "/report");
        System.out.println();
        System.out.println("Run " + run + " of \"" + DemoTour.CAMPAIGN + "\" (sandbox):");
        System.out.println();
        DemoTable.print(report, System.out);
        System.out.println();
        System.out.println("ROI as CSV: " + roi);
    }

    private static Path export(ParleyApi parley, long run, Path data)
            throws IOException, InterruptedException {
        JsonNode export =
                parley.post(
                        "/api/v1/exports/roi", java.util.Map.of("run", run, "profile", "machine"));
        String path = "/api/v1/exports/" + export.get("id").asLong();
        Instant end = Instant.now().plus(SERVER_PATIENCE);
        while (export.get("state").stringValue().equals("running")) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("The ROI export did not end");
            }
            Thread.sleep(200);
            export = parley.get(path);
        }
        if (!export.get("state").stringValue().equals("finished")) {
            throw new IOException("The ROI export failed: " + export.get("problem"));
        }
        Path file = data.resolve("demo").resolve("roi-run-" + run + ".csv");
        parley.download(path + "/file", file);
        parley.download(
                path + "/manifest",
                data.resolve("demo").resolve("roi-run-" + run + ".manifest.json"));
        return file;
    }

    /// Addresses and credentials of the simulated providers, for the server's environment. Complete
    /// or absent, never half.
    private static void writeAccounts(Sandbox sandbox, Path file) throws IOException {
        SandboxAccounts accounts = sandbox.accounts();
        var whatsApp = accounts.whatsApp();
        String text =
                """
                PARLEY_VIBER_BASE_URI='%s/'
                PARLEY_VIBER_TOKEN='%s'
                PARLEY_VIBER_SENDER_NAME='Parley Demo'
                PARLEY_WHATSAPP_BASE_URI='%s/v25.0/'
                PARLEY_WHATSAPP_PHONE_NUMBER_ID='%s'
                PARLEY_WHATSAPP_ACCESS_TOKEN='%s'
                PARLEY_WHATSAPP_APP_SECRET='%s'
                PARLEY_WHATSAPP_VERIFY_TOKEN='%s'
                PARLEY_SMTP_HOST='%s'
                PARLEY_SMTP_PORT='%d'
                PARLEY_SMTP_USER='%s'
                PARLEY_SMTP_PASSWORD='%s'
                PARLEY_SMTP_STARTTLS='false'
                PARLEY_EMAIL_FROM='hello@shop.example'
                PARLEY_EMAIL_FROM_NAME='Parley Demo'
                PARLEY_VIBER_PER_SECOND='2000'
                PARLEY_WHATSAPP_PER_SECOND='1000'
                PARLEY_SMTP_PER_SECOND='1000'
                PARLEY_IMPORTS_PHONE_CHANNELS='whatsapp,sms,rcs,viber_business'
                """
                        .formatted(
                                sandbox.viberBaseUri(),
                                accounts.viberToken(),
                                sandbox.whatsAppBaseUri(),
                                whatsApp.phoneNumberId(),
                                whatsApp.accessToken(),
                                whatsApp.appSecret(),
                                whatsApp.verifyToken(),
                                sandbox.smtpHost(),
                                sandbox.smtpPort(),
                                accounts.mail().user(),
                                accounts.mail().password());
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(
                half,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, text);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitServer(URI address) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(SERVER_PATIENCE);
        HttpRequest ready =
                HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException _) {
                    // not up yet, or too busy with starting to answer
                }
                if (Instant.now().isAfter(end)) {
                    throw new IOException("Parley did not come up at " + address);
                }
                Thread.sleep(200);
            }
        }
    }
}
