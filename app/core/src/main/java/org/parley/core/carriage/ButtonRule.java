package org.parley.core.carriage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.core.content.Button;
import org.parley.core.content.ButtonKind;

/// Which buttons a form takes.
///
/// @param kinds that may stand together
/// @param max in all
/// @param label of each
/// @param payload of a reply
/// @param distinct whether no two may have the same label
/// @param alike whether all must be of one kind
/// @param most of single kinds, where it is less than `max`
public record ButtonRule(
        Set<ButtonKind> kinds,
        int max,
        TextLimit label,
        TextLimit payload,
        boolean distinct,
        boolean alike,
        Map<ButtonKind, Integer> most) {

    public static final ButtonRule NONE = of(0, TextLimit.NONE);

    public ButtonRule {
        kinds = Set.copyOf(kinds);
        most = Map.copyOf(most);
    }

    /// Labels may repeat, kinds may mix, and payloads are as long as a message allows.
    public static ButtonRule of(int max, TextLimit label, ButtonKind... kinds) {
        return new ButtonRule(Set.of(kinds), max, label, TextLimit.ANY, false, false, Map.of());
    }

    public ButtonRule payload(TextLimit limit) {
        return new ButtonRule(kinds, max, label, limit, distinct, alike, most);
    }

    public ButtonRule withDistinctLabels() {
        return new ButtonRule(kinds, max, label, payload, true, alike, most);
    }

    public ButtonRule ofOneKind() {
        return new ButtonRule(kinds, max, label, payload, distinct, true, most);
    }

    public ButtonRule atMost(Map<ButtonKind, Integer> ofKind) {
        return new ButtonRule(kinds, max, label, payload, distinct, alike, ofKind);
    }

    boolean takes(ButtonKind kind) {
        return max > 0 && kinds.contains(kind);
    }

    /// Whether all of them fit together.
    boolean takes(List<Button> buttons) {
        if (buttons.size() > max || !buttons.stream().allMatch(this::takes)) {
            return false;
        }
        if (distinct && buttons.stream().map(Button::text).distinct().count() < buttons.size()) {
            return false;
        }
        if (alike && buttons.stream().map(Button::kind).distinct().count() > 1) {
            return false;
        }
        return most.entrySet().stream()
                .allMatch(each ->
                        buttons.stream().filter(it -> it.kind() == each.getKey()).count()
                                <= each.getValue());
    }

    private boolean takes(Button button) {
        return takes(button.kind())
                && label.fits(button.text())
                && (!(button instanceof Button.Reply reply) || payload.fits(reply.payload()));
    }
}
