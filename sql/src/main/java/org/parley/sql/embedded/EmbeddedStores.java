package org.parley.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.sql.StoreAddress;
import org.parley.sql.StoreAddresses;

/// Real PostgreSQL and real ClickHouse on one data directory, as child processes that never outlive
/// this one. The owner closes it after everything that uses the stores: there is no shutdown hook,
/// which would race with that.
public final class EmbeddedStores implements AutoCloseable {
    private final DirectoryLock lock;
    private final @Nullable PostgresServer postgres;
    private final @Nullable ClickHouseServer clickHouse;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedStores(
            DirectoryLock lock,
            @Nullable PostgresServer postgres,
            @Nullable ClickHouseServer clickHouse) {
        this.lock = lock;
        this.postgres = postgres;
        this.clickHouse = clickHouse;
    }

    /// Both stores with the default settings.
    ///
    /// @throws EmbeddedStoreException as [#open(EmbeddedSettings)]
    public static EmbeddedStores open(Path dataDirectory) {
        return open(EmbeddedSettings.in(dataDirectory));
    }

    /// Starts what the settings ask for, in parallel, and returns when each answers queries.
    ///
    /// @throws EmbeddedStoreException if another process uses the directory, an engine is missing
    ///   or a server does not start; nothing is left running then
    public static EmbeddedStores open(EmbeddedSettings settings) {
        try {
            if (!Files.exists(settings.dataDirectory())) {
                Files.createDirectories(settings.dataDirectory());
                // Customers' data is nobody else's business on a shared machine.
                Files.setPosixFilePermissions(
                        settings.dataDirectory(), PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(settings.logs());
        } catch (IOException e) {
            throw new EmbeddedStoreException(
                    "Cannot write to the data directory " + settings.dataDirectory(), e);
        }
        var lock = DirectoryLock.take(settings.dataDirectory());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres =
                    begin(threads, settings.postgres(), () -> PostgresServer.start(settings));
            var clickHouse =
                    begin(threads, settings.clickHouse(), () -> ClickHouseServer.start(settings));
            try {
                CompletableFuture.allOf(postgres, clickHouse).join();
                return new EmbeddedStores(
                        lock, postgres.join().orElse(null), clickHouse.join().orElse(null));
            } catch (CompletionException e) {
                ifStarted(postgres, PostgresServer::close);
                ifStarted(clickHouse, ClickHouseServer::close);
                lock.close();
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    private static <T> CompletableFuture<Optional<T>> begin(
            ExecutorService threads, boolean wanted, Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                () -> wanted ? Optional.of(start.get()) : Optional.empty(), threads);
    }

    /// What of the two came up when the other did not.
    private static <T> void ifStarted(CompletableFuture<Optional<T>> server, Consumer<T> stop) {
        if (!server.isCompletedExceptionally()) {
            server.join().ifPresent(stop);
        }
    }

    /// Both addresses.
    ///
    /// @throws IllegalStateException unless both stores were asked for
    public StoreAddresses addresses() {
        return new StoreAddresses(postgres(), clickHouse());
    }

    /// The owner of the database `parley`, not a superuser.
    ///
    /// @throws IllegalStateException if PostgreSQL was not asked for
    public StoreAddress postgres() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL was not started here");
        }
        return postgres.address();
    }

    /// The administrator of the PostgreSQL cluster, for tests that make databases.
    ///
    /// @throws IllegalStateException if PostgreSQL was not asked for
    public StoreAddress postgresAdministrator() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL was not started here");
        }
        return postgres.administrator();
    }

    /// A user who may do everything in databases whose names begin with `parley`.
    ///
    /// @throws IllegalStateException if ClickHouse was not asked for
    public StoreAddress clickHouse() {
        if (clickHouse == null) {
            throw new IllegalStateException("ClickHouse was not started here");
        }
        return clickHouse.address();
    }

    /// Stops both and gives the directory free. Idempotent; waits until the processes are gone.
    @Override
    public void close() {
        // A second close must not touch what the next owner of the directory has started.
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            if (clickHouse != null) {
                clickHouse.close();
            }
        } finally {
            try {
                if (postgres != null) {
                    postgres.close();
                }
            } finally {
                lock.close();
            }
        }
    }
}
