package org.parley.core.carriage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Button;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.kernel.Channel;

/// Holds a message against what an approved template can mirror of it.
final class TemplateRules {

    private final Channel channel;
    private final TemplateRule rule;
    private final List<LintFinding> findings = new ArrayList<>();

    private TemplateRules(Channel channel, TemplateRule rule) {
        this.channel = channel;
        this.rule = rule;
    }

    static Reduction reduce(
            ProviderTemplate template, Content content, Carriage carriage, TemplateRule rule) {
        TemplateRules rules = new TemplateRules(carriage.channel(), rule);
        Content mirrored = rules.mirror(content);
        rules.buttons(mirrored.buttons());
        rules.text(
                "parameters", "The parameters of a template", template.parameters(), rule.text());
        rules.cards(template, mirrored.body());
        if (template.offerEnds() != null && !rule.offers()) {
            rules.error("offerEnds", "", "", "A template here counts down to no offer's end");
        }
        List<LintFinding> found = List.copyOf(rules.findings);
        return found.stream().anyMatch(LintFinding::blocks)
                ? new Reduction.Unfit(found)
                : new Reduction.Templated(template, mirrored, found);
    }

    private Content mirror(Content content) {
        List<Button> buttons = new ArrayList<>();
        Part body = content.body();
        if (body instanceof Part.Card card) {
            buttons.addAll(card.buttons());
            body = card.media() == null ? new Part.Text("") : card.media();
        }
        if (!rule.bodies().contains(body.kind())) {
            findings.add(
                    LintFinding.warning(
                            channel,
                            "body",
                            "",
                            body.kind().noun(),
                            "A template carries no "
                                    + body.kind().noun()
                                    + ": of it, people see what the template itself says"));
            body = new Part.Text("");
        }
        buttons.addAll(content.buttons());
        content.quickReplies()
                .forEach(quick -> buttons.add(new Button.Reply(quick.text(), quick.payload())));
        return new Content(content.subject(), body, buttons, List.of(), Map.of());
    }

    private void buttons(List<Button> buttons) {
        if (buttons.size() > rule.maxButtons()) {
            count("buttons", "buttons", rule.maxButtons(), buttons.size());
        }
        Map<ButtonKind, Integer> counts = new EnumMap<>(ButtonKind.class);
        for (Button button : buttons) {
            counts.merge(button.kind(), 1, Integer::sum);
            if (button instanceof Button.CopyCode(_, var code) && !rule.code().fits(code)) {
                error(
                        "buttons",
                        rule.code().told(),
                        rule.code().told(code),
                        "A code to copy takes " + rule.code().told());
            }
        }
        counts.forEach((kind, count) -> {
            int limit = rule.buttons().getOrDefault(kind, 0);
            if (count > limit) {
                count("buttons", kind.noun() + " buttons", limit, count);
            }
        });
        if (rule.repliesTogether() && runsOfReplies(buttons) > 1) {
            error("buttons", "", "", "In a template the reply buttons stand together");
        }
    }

    private static int runsOfReplies(List<Button> buttons) {
        int runs = 0;
        @Nullable Button before = null;
        for (Button button : buttons) {
            if (button instanceof Button.Reply && !(before instanceof Button.Reply)) {
                runs++;
            }
            before = button;
        }
        return runs;
    }

    private void cards(ProviderTemplate template, Part body) {
        if (!(body instanceof Part.Carousel carousel)) {
            return;
        }
        int cards = carousel.cards().size();
        if (cards < rule.minCards() || cards > rule.maxCards()) {
            error(
                    "body.cards",
                    rule.minCards() + " to " + rule.maxCards() + " cards",
                    cards + " cards",
                    "A template's carousel takes "
                            + rule.minCards()
                            + " to "
                            + rule.maxCards()
                            + " cards");
        }
        if (!template.cards().isEmpty() && template.cards().size() != cards) {
            error(
                    "cards",
                    cards + " cards",
                    template.cards().size() + " cards",
                    "The template's parameters are for another number of cards than the carousel");
        }
        for (List<String> card : template.cards()) {
            text("cards", "The parameters of a card", card, rule.cardText());
        }
        for (int i = 0; i < cards; i++) {
            card("body.cards[" + i + "]", carousel.cards().get(i));
        }
    }

    private void card(String at, Part.Card card) {
        if (card.buttons().size() > rule.cardButtons()) {
            count(at + ".buttons", "buttons", rule.cardButtons(), card.buttons().size());
        }
        for (Button button : card.buttons()) {
            if (!rule.buttons().containsKey(button.kind())) {
                count(at + ".buttons", button.kind().noun() + " buttons", 0, 1);
            }
        }
        if (!(card.media() instanceof Part.Image || card.media() instanceof Part.Video)) {
            error(at + ".media", "", "", "Each card of a template shows an image or a video");
        }
    }

    private void text(String at, String what, List<String> parameters, TextLimit limit) {
        String all = String.join("", parameters);
        if (!limit.fits(all)) {
            Fault fault = Fault.length("templates." + channel + "." + at, what, limit, all);
            error(fault.at(), fault.limit(), fault.actual(), fault.detail());
        }
    }

    private void count(String at, String things, int limit, int actual) {
        Fault fault = Fault.count(at, "A template", things, limit, actual);
        error(fault.at(), fault.limit(), fault.actual(), fault.detail());
    }

    private void error(String at, String limit, String actual, String detail) {
        findings.add(LintFinding.error(channel, at, limit, actual, detail));
    }
}
