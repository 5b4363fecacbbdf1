package org.parley.core.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.RichMessage.ProviderTemplate;
import org.parley.core.content.internal.LiquidTemplate;
import org.parley.core.content.internal.LiquidTemplate.SyntaxFault;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Compiles rich messages: every Liquid text is parsed once, however many contacts it is rendered
/// for.
public final class MessageRenderer {

    /// Compiles a message for one channel.
    ///
    /// @throws ProblemException INVALID_REQUEST with field, line and column of each syntax error
    public CompiledMessage compile(RichMessage message, Channel channel) {
        Parts parts = new Parts();
        LiquidTemplate subject = parts.optional("subject", message.subject());
        LiquidTemplate text = parts.parse("text", message.text());
        LiquidTemplate alt =
                parts.optional("image.alt", message.image() == null ? null : message.image().alt());
        List<LiquidTemplate> buttons = new ArrayList<>();
        for (int i = 0; i < message.buttons().size(); i++) {
            buttons.add(parts.parse("buttons[" + i + "].text", message.buttons().get(i).text()));
        }
        ProviderTemplate template = message.templates().get(channel);
        List<LiquidTemplate> parameters = new ArrayList<>();
        if (template != null) {
            for (int i = 0; i < template.parameters().size(); i++) {
                parameters.add(
                        parts.parse(
                                "templates." + channel + ".parameters[" + i + "]",
                                template.parameters().get(i)));
            }
        }
        parts.complain();
        return new CompiledMessage(message, template, subject, text, alt, buttons, parameters);
    }

    /// Checks the Liquid texts of all channels' templates too.
    ///
    /// @throws ProblemException as {@link #compile}
    public void check(RichMessage message) {
        compile(message, new Channel("none"));
        message.templates().keySet().forEach(channel -> compile(message, channel));
    }

    private static final class Parts {

        private final List<FieldProblem> problems = new ArrayList<>();

        @Nullable LiquidTemplate optional(String field, @Nullable String source) {
            return source == null ? null : parse(field, source);
        }

        LiquidTemplate parse(String field, String source) {
            try {
                return LiquidTemplate.parse(source);
            } catch (SyntaxFault fault) {
                problems.add(new FieldProblem(field, fault.getMessage()));
                return LiquidTemplate.EMPTY;
            }
        }

        void complain() {
            if (!problems.isEmpty()) {
                throw new ProblemException(
                        ErrorCode.INVALID_REQUEST,
                        "The message's template cannot be read",
                        problems);
            }
        }
    }
}
