package org.parley.channels.instagram;

import org.parley.channels.meta.MessagingBody;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.OutboundMessage;

/// Rich message to the body of `POST /{account}/messages`. Pure.
final class InstagramCompiler {

    private InstagramCompiler() {}

    static Compiled compile(OutboundMessage message) {
        return switch (Reducer.reduce(
                message.content(),
                InstagramCapabilities.DECLARED.carriage(),
                message.windowOpen())) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated _ ->
                    throw new IllegalStateException("Instagram has no templates");
            case Reduction.Free free ->
                    new Compiled.Ready(
                            JsonBody.bytes(
                                    MessagingBody.of(
                                            message.address(),
                                            free.content(),
                                            message.id().toString())));
        };
    }
}
