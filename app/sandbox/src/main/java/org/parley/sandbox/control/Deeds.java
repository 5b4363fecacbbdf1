package org.parley.sandbox.control;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Book;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.world.Channel;

/// Lets one customer do something by hand.
final class Deeds {
    private final Surroundings around;
    private final Collection<Provider> providers;

    Deeds(Surroundings around, Collection<Provider> providers) {
        this.around = around;
        this.providers = providers;
    }

    Answer perform(Call call) {
        Requests.Deed deed = ControlSite.read(call, Requests.Deed.class);
        Channel channel = Channel.of(ControlSite.need("channel", deed.channel()));
        String address = ControlSite.need("address", deed.address());
        Book book = around.customers().book();
        switch (ControlSite.need("act", deed.act())) {
            case "say" ->
                    around.customers().say(channel, address, ControlSite.need("text", deed.text()));
            case "unregister" -> book.unregister(channel, address);
            case "register" -> book.register(channel, address);
            default ->
                    special(channel, deed.act())
                            .orElseThrow(() ->
                                    new IllegalArgumentException("no such act: " + deed.act()))
                            .accept(address);
        }
        return Reply.done();
    }

    private Optional<Consumer<String>> special(Channel channel, @Nullable String act) {
        return providers.stream()
                .filter(provider -> provider.channel() == channel)
                .findFirst()
                .map(provider -> provider.deeds().get(act));
    }
}
