package org.parley.core.testing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.CardRule;
import org.parley.core.carriage.CarouselRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Counting;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.ListRule;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.ProductRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.PartKind;
import org.parley.core.kernel.Channel;

/// Channels that do not exist.
public final class RandomCarriages {

    private static final Channel CHANNEL = new Channel("random");

    private final Random random;

    public RandomCarriages(long seed) {
        this.random = new Random(seed);
    }

    public Carriage next() {
        List<Form> forms = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Form form =
                    Form.of("form" + i, text(), kinds().toArray(PartKind[]::new))
                            .buttons(buttons())
                            .quickReplies(
                                    random.nextBoolean()
                                            ? ButtonRule.NONE
                                            : ButtonRule.of(
                                                    random.nextInt(1, 14),
                                                    label(),
                                                    ButtonKind.REPLY));
            form = random.nextInt(3) == 0 ? form.withText() : form;
            forms.add(random.nextInt(3) == 0 ? form.needs(ButtonKind.URL) : form);
        }
        forms.add(
                Form.of(
                        "text",
                        TextLimit.in(counting(), random.nextInt(10, 5_000)),
                        PartKind.TEXT));
        CardRule card =
                new CardRule(
                        random.nextBoolean() ? Set.of(PartKind.IMAGE) : Set.of(),
                        false,
                        false,
                        random.nextBoolean() ? TextLimit.NONE : label(),
                        TextLimit.characters(random.nextInt(50, 2_000)),
                        buttons());
        Carriage.Builder carriage =
                Carriage.of(CHANNEL, forms.toArray(Form[]::new))
                        .media(PartKind.IMAGE, MediaRule.of(5_000_000, "png", "jpg"));
        if (random.nextBoolean()) {
            carriage.card(card).carousel(new CarouselRule(2, random.nextInt(2, 11), card));
        }
        if (random.nextBoolean()) {
            carriage.list(
                    new ListRule(
                            label(),
                            10,
                            random.nextInt(1, 24),
                            label(),
                            label(),
                            label(),
                            label()));
        }
        if (random.nextBoolean()) {
            carriage.products(new ProductRule(10, 30, label(), label()));
        }
        return random.nextInt(4) == 0 ? carriage.oneWay().build() : carriage.build();
    }

    private Set<PartKind> kinds() {
        Set<PartKind> kinds = EnumSet.of(PartKind.TEXT);
        for (PartKind kind : PartKind.values()) {
            if (random.nextInt(3) > 0) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private ButtonRule buttons() {
        Set<ButtonKind> kinds = EnumSet.noneOf(ButtonKind.class);
        for (ButtonKind kind : ButtonKind.values()) {
            if (random.nextBoolean()) {
                kinds.add(kind);
            }
        }
        ButtonRule rule =
                ButtonRule.of(random.nextInt(5), label(), kinds.toArray(ButtonKind[]::new));
        rule = random.nextInt(3) == 0 ? rule.withDistinctLabels() : rule;
        return random.nextInt(4) == 0 ? rule.ofOneKind() : rule;
    }

    private TextLimit text() {
        return random.nextInt(4) == 0
                ? TextLimit.NONE
                : TextLimit.in(counting(), random.nextInt(10, 5_000));
    }

    private TextLimit label() {
        return TextLimit.in(counting(), random.nextInt(5, 110));
    }

    private Counting counting() {
        Counting[] all = {Counting.CHARACTERS, Counting.CODE_POINTS, Counting.BYTES, Counting.HTML};
        return all[random.nextInt(all.length)];
    }
}
