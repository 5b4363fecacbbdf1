package org.parley.core.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.core.content.Content.Choice;

/// What a typed answer means: the number that stands before a choice, or the words of the choice.
/// It depends on the message as it was written only, so that an answer can be understood without
/// knowing what was sent to that contact.
public final class Choices {

    private static final int LONGEST_NUMBER = 3;

    private Choices() {}

    /// The line that stands for a choice.
    ///
    /// @param number from 1
    public static String line(int number, String text) {
        return number + ". " + text;
    }

    /// The payload of the chosen answer; empty when the words choose none of them, or two.
    ///
    /// @param choices of the wording that the contact got
    /// @param answer what was typed
    public static Optional<String> payload(List<Choice> choices, String answer) {
        String words = answer.strip();
        while (words.endsWith(".") || words.endsWith(")") || words.endsWith("!")) {
            words = words.substring(0, words.length() - 1).stripTrailing();
        }
        if (!words.isEmpty()
                && words.length() <= LONGEST_NUMBER
                && words.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(words);
            return number >= 1 && number <= choices.size()
                    ? Optional.of(choices.get(number - 1).payload())
                    : Optional.empty();
        }
        String spoken = words.toLowerCase(Locale.ROOT);
        List<String> meant =
                choices.stream()
                        .filter(choice ->
                                choice.text().strip().toLowerCase(Locale.ROOT).equals(spoken))
                        .map(Choice::payload)
                        .distinct()
                        .toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }
}
