package org.parley.core.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.RichMessage.Image;
import org.parley.core.content.RichMessage.ProviderTemplate;
import org.parley.core.content.RichMessage.ReplyButton;
import org.parley.core.content.RichMessage.UrlButton;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// The rules of a rich message that hold on every channel.
final class MessageProblems {

    private static final int MAX_SUBJECT = 200;
    private static final int MAX_TEXT = 7_000;
    private static final int MAX_ALT = 500;
    private static final int MAX_BUTTONS = 3;
    private static final int MAX_BUTTON_TEXT = 100;
    private static final int MAX_PAYLOAD = 256;
    private static final int MAX_URL = 2_000;
    private static final int MAX_TEMPLATE_NAME = 512;
    private static final int MAX_TEMPLATE_LANGUAGE = 20;
    private static final int MAX_TEMPLATE_PARAMETERS = 20;
    private static final int MAX_TEMPLATE_PARAMETER = 1_024;

    private final List<FieldProblem> found = new ArrayList<>();

    private MessageProblems() {}

    static List<FieldProblem> of(RichMessage message) {
        MessageProblems problems = new MessageProblems();
        problems.check(message);
        return List.copyOf(problems.found);
    }

    private void check(RichMessage message) {
        if (message.version() != 1) {
            add("version", "The version of this form is 1");
        }
        if (message.subject() != null) {
            required("subject", message.subject(), MAX_SUBJECT);
            oneLine("subject", message.subject());
        }
        required("text", message.text(), MAX_TEXT);
        if (message.image() != null) {
            image(message.image());
        }
        if (message.buttons().size() > MAX_BUTTONS) {
            add(
                    "buttons",
                    "At most " + MAX_BUTTONS + " buttons; there are " + message.buttons().size());
        }
        Set<String> payloads = new HashSet<>();
        for (int i = 0; i < message.buttons().size(); i++) {
            button("buttons[" + i + "]", message.buttons().get(i), payloads);
        }
        for (Map.Entry<Channel, ProviderTemplate> each : message.templates().entrySet()) {
            template("templates." + each.getKey(), each.getValue());
        }
    }

    private void image(Image image) {
        address("image.url", image.url(), Set.of("https"));
        required("image.alt", image.alt(), MAX_ALT);
    }

    private void button(String at, RichMessage.Button button, Set<String> payloads) {
        required(at + ".text", button.text(), MAX_BUTTON_TEXT);
        oneLine(at + ".text", button.text());
        switch (button) {
            case ReplyButton(_, String payload) -> {
                required(at + ".payload", payload, MAX_PAYLOAD);
                oneLine(at + ".payload", payload);
                if (payload != null && !payloads.add(payload)) {
                    add(at + ".payload", "Another button has this payload");
                }
            }
            case UrlButton(_, URI url) -> address(at + ".url", url, Set.of("http", "https"));
        }
    }

    private void template(String at, ProviderTemplate template) {
        required(at + ".name", template.name(), MAX_TEMPLATE_NAME);
        required(at + ".language", template.language(), MAX_TEMPLATE_LANGUAGE);
        if (template.parameters().size() > MAX_TEMPLATE_PARAMETERS) {
            add(at + ".parameters", "At most " + MAX_TEMPLATE_PARAMETERS + " parameters");
        }
        for (int i = 0; i < template.parameters().size(); i++) {
            required(
                    at + ".parameters[" + i + "]",
                    template.parameters().get(i),
                    MAX_TEMPLATE_PARAMETER);
        }
    }

    private void required(String at, @Nullable String value, int limit) {
        if (value == null || value.isBlank()) {
            add(at, "Must not be empty");
        } else if (value.length() > limit) {
            add(at, "At most " + limit + " characters; there are " + value.length());
        }
    }

    private void oneLine(String at, @Nullable String value) {
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            add(at, "Must be a single line");
        }
    }

    private void address(String at, @Nullable URI url, Set<String> schemes) {
        if (url == null) {
            add(at, "Must not be empty");
        } else if (url.getScheme() == null
                || !schemes.contains(url.getScheme())
                || url.getHost() == null
                || url.getUserInfo() != null) {
            add(
                    at,
                    "Must be a full address that starts with "
                            + String.join(":// or ", schemes.stream().sorted().toList())
                            + "://");
        } else if (url.toASCIIString().length() > MAX_URL) {
            add(at, "At most " + MAX_URL + " characters");
        }
    }

    private void add(String at, String detail) {
        found.add(new FieldProblem(at, detail));
    }
}
