package org.parley.core.carriage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;

/// A message on its way to what a channel carries.
///
/// @param body of the present step
/// @param acts beside the body
/// @param findings of the steps so far
record Draft(Part body, List<Act> acts, List<LintFinding> findings) {

    Draft {
        acts = List.copyOf(acts);
        findings = List.copyOf(findings);
    }

    static Draft of(Content content, Carriage carriage) {
        List<Act> acts = new ArrayList<>();
        for (Act act : Act.of(content)) {
            acts.add(
                    new Act(
                            act.at(),
                            plain(act.button(), carriage),
                            act.quick(),
                            act.number(),
                            null,
                            null,
                            false));
        }
        return new Draft(plain(content.body(), carriage), acts, List.of());
    }

    Draft step(Part next, List<Act> before, LintFinding why) {
        List<Act> all = new ArrayList<>(before);
        all.addAll(acts);
        return new Draft(next, all, with(why));
    }

    List<LintFinding> with(LintFinding finding) {
        List<LintFinding> all = new ArrayList<>(findings);
        all.add(finding);
        return all;
    }

    private static Part plain(Part body, Carriage carriage) {
        return switch (body) {
            case Part.Card card -> plain(card, carriage, carriage.card());
            case Part.Carousel(var text, var cards, var fallback) -> {
                CardRule rule = carriage.carousel() == null ? null : carriage.carousel().card();
                yield new Part.Carousel(
                        text,
                        cards.stream().map(card -> plain(card, carriage, rule)).toList(),
                        fallback);
            }
            case Part.Text _,
                    Part.Media _,
                    Part.Location _,
                    Part.Contact _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    body;
        };
    }

    /// Where cards have no title, it is the first line of the text.
    private static Part.Card plain(Part.Card card, Carriage carriage, @Nullable CardRule rule) {
        boolean untitled = rule != null && !rule.title().takesText();
        return new Part.Card(
                card.media(),
                untitled ? null : card.title(),
                untitled ? Wordings.joined(card.title(), card.text()) : card.text(),
                card.buttons().stream().map(button -> plain(button, carriage)).toList(),
                card.fallback());
    }

    /// What lives at the provider becomes its page on the web where the provider has none.
    private static Button plain(Button button, Carriage carriage) {
        return switch (button) {
            case Button.Form form
                    when !carriage.knows(form.kind())
                            || !form.forms().containsKey(carriage.channel()) ->
                    new Button.Url(form.text(), form.url());
            case Button.ProductPage page when !carriage.knows(page.kind()) ->
                    new Button.Url(page.text(), page.url());
            case Button.Form _,
                    Button.ProductPage _,
                    Button.Reply _,
                    Button.Url _,
                    Button.Call _,
                    Button.LocationRequest _,
                    Button.ShareContact _,
                    Button.CopyCode _ ->
                    button;
        };
    }
}
