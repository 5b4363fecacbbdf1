package org.parley.core.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.RichMessage.Image;
import org.parley.core.content.RichMessage.ProviderTemplate;
import org.parley.core.content.RichMessage.ReplyButton;
import org.parley.core.content.RichMessage.UrlButton;
import org.parley.core.content.internal.Blank;
import org.parley.core.content.internal.LiquidTemplate;
import org.parley.core.content.internal.MissingValueException;

/// A message whose templates are parsed, for one channel. Immutable and thread-safe: one instance
/// serves a whole run.
public final class CompiledMessage {

    private final RichMessage message;
    private final @Nullable ProviderTemplate template;
    private final @Nullable LiquidTemplate subject;
    private final LiquidTemplate text;
    private final @Nullable LiquidTemplate alt;
    private final List<LiquidTemplate> buttons;
    private final List<LiquidTemplate> parameters;

    CompiledMessage(
            RichMessage message,
            @Nullable ProviderTemplate template,
            @Nullable LiquidTemplate subject,
            LiquidTemplate text,
            @Nullable LiquidTemplate alt,
            List<LiquidTemplate> buttons,
            List<LiquidTemplate> parameters) {
        this.message = message;
        this.template = template;
        this.subject = subject;
        this.text = text;
        this.alt = alt;
        this.buttons = List.copyOf(buttons);
        this.parameters = List.copyOf(parameters);
    }

    /// Names that its texts look up, printed or tested.
    public SortedSet<String> variables() {
        SortedSet<String> names = new TreeSet<>();
        Stream.of(Stream.of(text), buttons.stream(), parameters.stream())
                .flatMap(each -> each)
                .forEach(each -> names.addAll(each.variables()));
        if (subject != null) {
            names.addAll(subject.variables());
        }
        if (alt != null) {
            names.addAll(alt.variables());
        }
        return names;
    }

    /// Fills it in for one contact.
    ///
    /// @param variables the contact's fields by name; null and blank values count as absent
    public Rendering render(Map<String, ?> variables, LinkTracker links) {
        Map<String, Object> present = new HashMap<>();
        variables.forEach((name, value) -> {
            if (!Blank.is(value)) {
                present.put(name, value);
            }
        });
        try {
            return new Rendering.Rendered(
                    new RenderedMessage(
                            subject == null ? null : subject.render(present),
                            text.render(present),
                            image(present),
                            buttons(present, links),
                            template(present)));
        } catch (MissingValueException e) {
            return new Rendering.MissingVariable(e.name());
        }
    }

    private @Nullable Image image(Map<String, Object> present) {
        Image image = message.image();
        if (image == null) {
            return null;
        }
        return alt == null ? image : new Image(image.url(), alt.render(present));
    }

    private List<RenderedMessage.Button> buttons(Map<String, Object> present, LinkTracker links) {
        List<RenderedMessage.Button> filled = new ArrayList<>(buttons.size());
        int link = 0;
        for (int i = 0; i < buttons.size(); i++) {
            String label = buttons.get(i).render(present);
            switch (message.buttons().get(i)) {
                case ReplyButton(_, String payload) ->
                        filled.add(new RenderedMessage.Reply(label, payload));
                case UrlButton(_, var target) ->
                        filled.add(new RenderedMessage.Link(label, links.tracked(link++, target)));
            }
        }
        return filled;
    }

    private RenderedMessage.@Nullable Template template(Map<String, Object> present) {
        return template == null
                ? null
                : new RenderedMessage.Template(
                        template.name(),
                        template.language(),
                        parameters.stream().map(each -> each.render(present)).toList());
    }
}
