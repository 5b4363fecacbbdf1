package org.parley.channels.messenger;

import org.parley.channels.meta.MessagingBody;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.ProviderTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rich message to the body of `POST /{page}/messages`. Pure.
final class MessengerCompiler {

    private MessengerCompiler() {}

    static Compiled compile(OutboundMessage message) {
        String metadata = message.id().toString();
        return switch (Reducer.reduce(
                message.content(),
                MessengerCapabilities.DECLARED.carriage(),
                message.windowOpen())) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated templated -> {
                ObjectNode body = MessagingBody.envelope(message.address(), "UTILITY");
                ObjectNode content = body.putObject("message");
                content.set("template", template(templated.template()));
                content.put("metadata", metadata);
                yield new Compiled.Ready(JsonBody.bytes(body));
            }
            case Reduction.Free free ->
                    new Compiled.Ready(
                            JsonBody.bytes(
                                    MessagingBody.of(message.address(), free.content(), metadata)));
        };
    }

    private static ObjectNode template(ProviderTemplate template) {
        ObjectNode filled = JsonBody.object().put("name", template.name());
        filled.putObject("language").put("code", template.language());
        ArrayNode components = filled.putArray("components");
        if (template.header() != null) {
            components
                    .addObject()
                    .put("type", "header")
                    .putArray("parameters")
                    .addObject()
                    .put("type", "text")
                    .put("text", template.header());
        }
        if (!template.parameters().isEmpty()) {
            ArrayNode parameters =
                    components.addObject().put("type", "body").putArray("parameters");
            for (int i = 0; i < template.parameters().size(); i++) {
                ObjectNode parameter = parameters.addObject().put("type", "text");
                parameter.put("text", template.parameters().get(i));
                if (i < template.names().size()) {
                    parameter.put("parameter_name", template.names().get(i));
                }
            }
        }
        return filled;
    }
}
