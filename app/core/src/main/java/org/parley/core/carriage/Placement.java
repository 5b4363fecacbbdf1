package org.parley.core.carriage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Button;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.Choices;
import org.parley.core.content.LintFinding;
import org.parley.core.content.QuickReply;

/// Where the acts of a message stand in one form: as buttons, as quick replies, or as lines of
/// text. The choices stay together: people do not tap some and type others.
///
/// @param tappable how many kept their form
record Placement(
        List<Button> buttons,
        List<QuickReply> quickReplies,
        List<String> lines,
        List<LintFinding> findings,
        int tappable) {

    /// The ways to offer the choices, best first among those that keep as much.
    private enum Way {
        AS_WRITTEN,
        ALL_BUTTONS,
        ALL_QUICK,
        IN_WORDS
    }

    /// The way that keeps most; null: the form is not for these acts.
    static @Nullable Placement best(List<Act> acts, Form form, Carriage carriage) {
        Placement best = null;
        for (Way way : Way.values()) {
            Placement placement = place(acts, form, carriage, way);
            if (placement != null && (best == null || placement.tappable > best.tappable)) {
                best = placement;
            }
        }
        return best;
    }

    private static @Nullable Placement place(
            List<Act> acts, Form form, Carriage carriage, Way way) {
        List<Button> asButtons = new ArrayList<>();
        List<Button> asQuick = new ArrayList<>();
        for (Act act : acts) {
            if (act.isChoice()) {
                switch (way) {
                    case AS_WRITTEN -> (act.quick() ? asQuick : asButtons).add(act.button());
                    case ALL_BUTTONS -> asButtons.add(act.button());
                    case ALL_QUICK -> asQuick.add(act.button());
                    case IN_WORDS -> {
                        // written below
                    }
                }
            }
        }
        if (!form.buttons().takes(asButtons) || !form.quickReplies().takes(asQuick)) {
            return null;
        }
        List<Button> buttons = taps(acts, form.buttons(), asButtons);
        Set<ButtonKind> kinds = new HashSet<>();
        buttons.forEach(button -> kinds.add(button.kind()));
        if (!form.needs().isEmpty() && form.needs().stream().noneMatch(kinds::contains)) {
            return null;
        }
        Words words = new Words(form, carriage);
        for (Act act : acts) {
            if (act.isChoice() ? way == Way.IN_WORDS : !contains(buttons, act.button())) {
                words.write(act);
            } else if (act.isChoice()) {
                words.explain(act);
            }
        }
        return new Placement(
                buttons,
                asQuick.stream()
                        .map(Button.Reply.class::cast)
                        .map(reply -> new QuickReply(reply.text(), reply.payload()))
                        .toList(),
                words.lines,
                words.findings,
                buttons.size() + asQuick.size());
    }

    /// The replies, and as many of the others as have room, in the order in which they were
    /// written.
    private static List<Button> taps(List<Act> acts, ButtonRule rule, List<Button> replies) {
        List<Button> taken = new ArrayList<>(replies);
        for (Act act : acts) {
            if (!act.isChoice()) {
                taken.add(act.button());
                if (!rule.takes(taken)) {
                    taken.removeLast();
                }
            }
        }
        return acts.stream().map(Act::button).filter(button -> contains(taken, button)).toList();
    }

    /// The very button, not one that looks like it.
    @SuppressWarnings("ReferenceEquality")
    private static boolean contains(List<Button> buttons, Button button) {
        return buttons.stream().anyMatch(each -> each == button);
    }

    /// Writes down what has no button.
    private static final class Words {

        private final Form form;
        private final Carriage carriage;
        private final List<String> lines = new ArrayList<>();
        private final List<LintFinding> findings = new ArrayList<>();
        private boolean toldOfChoices;

        Words(Form form, Carriage carriage) {
            this.form = form;
            this.carriage = carriage;
        }

        void write(Act act) {
            switch (act.button()) {
                case Button.Reply(var text, _) -> choice(act, text);
                case Button.Url(var text, var url) -> line(act, text + ": " + url.toASCIIString());
                case Button.ProductPage(var text, _, _, var url) ->
                        line(act, text + ": " + url.toASCIIString());
                case Button.Form(var text, _, var url) ->
                        line(act, text + ": " + url.toASCIIString());
                case Button.Call(var text, var phone) -> line(act, text + ": " + phone);
                case Button.CopyCode(var text, var code) -> line(act, text + ": " + code);
                case Button.LocationRequest(var text) -> line(act, text);
                case Button.ShareContact(var text) -> line(act, text);
            }
        }

        /// What a tapped choice says beside its label has no place on a button.
        void explain(Act act) {
            if (act.heading() != null) {
                lines.add(act.heading());
            }
            if (act.note() != null) {
                lines.add(act.button().text() + ": " + act.note());
            }
        }

        private void choice(Act act, String text) {
            if (!carriage.answers() && !act.row()) {
                warn(act, "nobody can answer here, so it is left out: " + text);
                return;
            }
            if (act.heading() != null) {
                lines.add(act.heading());
            }
            String said = act.note() == null ? text : text + ": " + act.note();
            lines.add(carriage.answers() ? Choices.line(act.number(), said) : "- " + said);
            if (!toldOfChoices) {
                toldOfChoices = true;
                warn(
                        act,
                        carriage.answers()
                                ? "the choices stand in the text, numbered; a person answers with"
                                        + " the number"
                                : "the choices stand in the text");
            }
        }

        private void line(Act act, String line) {
            lines.add(line);
            warn(act, "it stands in the text");
        }

        private void warn(Act act, String instead) {
            ButtonRule rule = form.buttons();
            Button button = act.button();
            String why =
                    rule.takes(button.kind())
                            ? "There is no room for this "
                                    + button.kind().noun()
                                    + " button ("
                                    + rule.max()
                                    + " of "
                                    + rule.label().told()
                                    + ")"
                            : "There is no " + button.kind().noun() + " button beside this body";
            findings.add(
                    LintFinding.warning(
                            carriage.channel(),
                            act.at(),
                            rule.takes(button.kind())
                                    ? rule.max() + " of " + rule.label().told()
                                    : "0",
                            rule.label().told(button.text()),
                            why + ": " + instead));
        }
    }
}
