package org.parley.core.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.core.content.CompiledMessage.Wording;
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
        Parser parser = new Parser();
        Wording content = parser.wording("content.", message.content(), channel);
        Map<String, Wording> locales = new LinkedHashMap<>();
        message.locales().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each ->
                        locales.put(
                                RichMessage.tag(each.getKey()),
                                parser.wording(
                                        "locales." + each.getKey() + ".",
                                        each.getValue(),
                                        channel)));
        parser.complain();
        return new CompiledMessage(content, locales, message.standInIndexes());
    }

    /// Checks the Liquid texts of all channels' templates too.
    ///
    /// @throws ProblemException as {@link #compile}
    public void check(RichMessage message) {
        compile(message, new Channel("none"));
        message.content().templates().keySet().forEach(channel -> compile(message, channel));
        message.locales().values().stream()
                .flatMap(content -> content.templates().keySet().stream())
                .distinct()
                .forEach(channel -> compile(message, channel));
    }

    private static final class Parser {

        private final List<FieldProblem> problems = new ArrayList<>();

        /// Only texts that have something to fill in are kept.
        Wording wording(String prefix, Content content, Channel channel) {
            Map<String, LiquidTemplate> body = new HashMap<>();
            Filling.of(content, parsing(prefix, body), (_, url) -> url);
            ProviderTemplate template = content.templates().get(channel);
            Map<String, LiquidTemplate> ofTemplate = new HashMap<>();
            if (template != null) {
                Filling.of(
                        Place.ROOT.to("templates").to(channel.name()),
                        template,
                        parsing(prefix, ofTemplate));
            }
            return new Wording(content, template, Map.copyOf(body), Map.copyOf(ofTemplate));
        }

        private Filling.Texts parsing(String prefix, Map<String, LiquidTemplate> parsed) {
            return (at, source) -> {
                if (source.indexOf('{') >= 0 && !parsed.containsKey(source)) {
                    parsed.put(source, parse(prefix, at, source));
                }
                return source;
            };
        }

        private LiquidTemplate parse(String prefix, Place at, String source) {
            try {
                return LiquidTemplate.parse(source);
            } catch (SyntaxFault fault) {
                problems.add(new FieldProblem(prefix + at, fault.getMessage()));
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
