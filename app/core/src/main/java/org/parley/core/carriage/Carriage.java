package org.parley.core.carriage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.PartKind;
import org.parley.core.kernel.Channel;

/// Everything that a channel can carry of a message: the one declaration from which messages are
/// reduced, checked and described. Build it with {@link #of}.
///
/// @param forms in order of preference among those that carry as many buttons; one at least takes a
///   text without buttons
/// @param media by kind
/// @param card alone; null: no cards
/// @param answers whether a person can answer in words, so that choices may be numbered in the text
/// @param template null: the channel has none
public record Carriage(
        Channel channel,
        List<Form> forms,
        Map<PartKind, MediaRule> media,
        @Nullable CardRule card,
        @Nullable CarouselRule carousel,
        @Nullable ListRule list,
        @Nullable ProductRule products,
        SubjectRule subject,
        boolean answers,
        OutsideWindow outside,
        @Nullable TemplateRule template) {

    public Carriage {
        forms = List.copyOf(forms);
        media = Map.copyOf(media);
        if (forms.stream()
                .noneMatch(form ->
                        form.bodies().contains(PartKind.TEXT)
                                && form.needs().isEmpty()
                                && form.text().takesText())) {
            throw new IllegalArgumentException(
                    "Channel " + channel + " declares no form for a text without buttons");
        }
    }

    public static Builder of(Channel channel, Form... forms) {
        return new Builder(channel, List.of(forms));
    }

    /// For channels of the tests and for those that carry text alone.
    public static Carriage text(Channel channel, TextLimit limit) {
        return of(channel, Form.of("text", limit, PartKind.TEXT)).build();
    }

    /// Whether some form has it.
    boolean knows(ButtonKind kind) {
        return forms.stream()
                .anyMatch(form ->
                        form.buttons().takes(kind)
                                || (card != null && card.buttons().takes(kind))
                                || (carousel != null && carousel.card().buttons().takes(kind)));
    }

    /// Collects a declaration.
    public static final class Builder {

        private final Channel channel;
        private final List<Form> forms;
        private final Map<PartKind, MediaRule> media = new EnumMap<>(PartKind.class);
        private @Nullable CardRule card;
        private @Nullable CarouselRule carousel;
        private @Nullable ListRule list;
        private @Nullable ProductRule products;
        private SubjectRule subject = SubjectRule.NONE;
        private boolean answers = true;
        private OutsideWindow outside = OutsideWindow.ANYTHING;
        private @Nullable TemplateRule template;

        private Builder(Channel channel, List<Form> forms) {
            this.channel = channel;
            this.forms = new ArrayList<>(forms);
        }

        /// More forms, behind those before.
        public Builder forms(Form... more) {
            forms.addAll(List.of(more));
            return this;
        }

        public Builder media(PartKind kind, MediaRule rule) {
            media.put(kind, rule);
            return this;
        }

        public Builder card(CardRule rule) {
            card = rule;
            return this;
        }

        public Builder carousel(CarouselRule rule) {
            carousel = rule;
            return this;
        }

        public Builder list(ListRule rule) {
            list = rule;
            return this;
        }

        public Builder products(ProductRule rule) {
            products = rule;
            return this;
        }

        public Builder subject(SubjectRule rule) {
            subject = rule;
            return this;
        }

        /// Nobody can answer here.
        public Builder oneWay() {
            answers = false;
            return this;
        }

        public Builder outside(OutsideWindow rule) {
            outside = rule;
            return this;
        }

        public Builder template(TemplateRule rule) {
            template = rule;
            return this;
        }

        public Carriage build() {
            return new Carriage(
                    channel, forms, media, card, carousel, list, products, subject, answers,
                    outside, template);
        }
    }
}
