package org.parley.sandbox.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Site;
import org.parley.sandbox.world.Channel;

/// One simulated provider over HTTP: its API, its customers, and what a test may do with both.
public interface Provider extends Site {
    Channel channel();

    /// How its customers sound.
    Voice voice();

    /// The first segment of its paths.
    String segment();

    /// What Parley must know to use it, by the names of the account sheet. Credentials of this
    /// sandbox open nothing else.
    ///
    /// @param desk address of the sandbox
    Map<String, String> account(URI desk);

    /// Takes Parley's webhook, after the provider's own handshake where it has one. Empty when it
    /// stands, else the trouble.
    Optional<String> subscribe(URI webhook);

    /// What a customer can be made to do by hand beyond talking: the act's name and what it does to
    /// an address.
    Map<String, Consumer<String>> deeds();

    /// Opens what it listens on beside the sandbox's HTTP server.
    default void open() {}

    default void close() {}

    /// Opens a provider in a world.
    @FunctionalInterface
    interface Opening {
        /// @param seed of the credentials
        Provider open(long seed, Surroundings around);
    }
}
