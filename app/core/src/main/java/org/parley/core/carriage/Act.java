package org.parley.core.carriage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;

/// Something to tap that has not found its place yet.
///
/// @param at its place in the message
/// @param quick whether it was written as a quick reply
/// @param number of a choice among all choices of the message, from 1; 0: no choice
/// @param heading of the group of choices that begins here
/// @param note what the choice says beside its label
/// @param row whether it was a row of a list
record Act(
        String at,
        Button button,
        boolean quick,
        int number,
        @Nullable String heading,
        @Nullable String note,
        boolean row) {

    boolean isChoice() {
        return button instanceof Button.Reply;
    }

    /// What stands beside the body.
    static List<Act> of(Content content) {
        int number = Content.bodyChoices(content.body()).size();
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < content.buttons().size(); i++) {
            Button button = content.buttons().get(i);
            int own = button instanceof Button.Reply ? ++number : 0;
            acts.add(new Act("buttons[" + i + "]", button, false, own, null, null, false));
        }
        for (int i = 0; i < content.quickReplies().size(); i++) {
            var quick = content.quickReplies().get(i);
            Button button = new Button.Reply(quick.text(), quick.payload());
            acts.add(new Act("quickReplies[" + i + "]", button, true, ++number, null, null, false));
        }
        return acts;
    }

    /// What stands inside a card.
    ///
    /// @param before choices of the message before this card's
    /// @param owner put before each label; null: nothing
    static List<Act> ofCard(Part.Card card, String at, int before, @Nullable String owner) {
        List<Act> acts = new ArrayList<>();
        int number = before;
        for (int i = 0; i < card.buttons().size(); i++) {
            Button button = card.buttons().get(i);
            int own = button instanceof Button.Reply ? ++number : 0;
            Button named = owner == null ? button : relabelled(button, owner);
            acts.add(new Act(at + ".buttons[" + i + "]", named, false, own, null, null, false));
        }
        return acts;
    }

    static List<Act> ofList(Part.ListMenu list) {
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < list.sections().size(); i++) {
            Part.Section section = list.sections().get(i);
            for (int j = 0; j < section.rows().size(); j++) {
                Part.Row row = section.rows().get(j);
                acts.add(
                        new Act(
                                "body.sections[" + i + "].rows[" + j + "]",
                                new Button.Reply(row.title(), row.payload()),
                                false,
                                acts.size() + 1,
                                j == 0 ? section.title() : null,
                                row.description(),
                                true));
            }
        }
        return acts;
    }

    private static Button relabelled(Button button, String owner) {
        String label = owner + " - " + button.text();
        return switch (button) {
            case Button.Reply(_, var payload) -> new Button.Reply(label, payload);
            case Button.Url(_, var url) -> new Button.Url(label, url);
            case Button.Call(_, var phone) -> new Button.Call(label, phone);
            case Button.LocationRequest _ -> new Button.LocationRequest(label);
            case Button.ShareContact _ -> new Button.ShareContact(label);
            case Button.CopyCode(_, var code) -> new Button.CopyCode(label, code);
            case Button.ProductPage(_, var catalogue, var product, var url) ->
                    new Button.ProductPage(label, catalogue, product, url);
            case Button.Form(_, var forms, var url) -> new Button.Form(label, forms, url);
        };
    }
}
