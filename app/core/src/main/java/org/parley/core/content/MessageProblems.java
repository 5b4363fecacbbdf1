package org.parley.core.content;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.parley.core.content.Content.Choice;
import org.parley.core.content.Content.Link;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// The rules of a rich message that hold on every channel.
final class MessageProblems {

    private static final int MAX_SUBJECT = 200;
    private static final int MAX_BUTTONS = 10;
    private static final int MAX_QUICK_REPLIES = 13;
    private static final int MAX_LOCALES = 50;
    private static final int MAX_LINKS = 100;
    private static final int MAX_TEMPLATE_NAME = 512;
    private static final int MAX_TEMPLATE_LANGUAGE = 20;
    private static final int MAX_TEMPLATE_PARAMETERS = 20;
    private static final int MAX_TEMPLATE_PARAMETER = 1_024;
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}");

    private final ProblemList found = new ProblemList();
    private final PartProblems parts = new PartProblems(found);

    private MessageProblems() {}

    static List<FieldProblem> of(RichMessage message) {
        MessageProblems problems = new MessageProblems();
        problems.check(message);
        return problems.found.list();
    }

    private void check(RichMessage message) {
        if (message.version() != RichMessage.VERSION) {
            found.add("version", "The version of this form is 2; version 1 is read too");
            return;
        }
        if (ProblemList.absent(message.content())) {
            found.add("content", "Must not be empty");
            return;
        }
        content("content", message.content());
        if (message.locales().size() > MAX_LOCALES) {
            found.add("locales", "At most " + MAX_LOCALES + " languages");
        }
        Set<String> tags = new HashSet<>();
        message.locales().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> {
                    String at = "locales." + each.getKey();
                    if (!TAG.matcher(each.getKey()).matches()) {
                        found.add(at, "A language is written like de or de-AT");
                    } else if (!tags.add(RichMessage.tag(each.getKey()))) {
                        found.add(at, "This language is there twice");
                    }
                    content(at, each.getValue());
                    if (found.isEmpty()) {
                        sameLinks(at, message.content(), each.getValue());
                    }
                });
    }

    /// A link's position is all that a click tells.
    private void sameLinks(String at, Content content, Content locale) {
        List<Link> links = content.links();
        List<Link> others = locale.links();
        if (links.size() != others.size()) {
            found.add(
                    at,
                    "Every language has the same links in the same order; this one has "
                            + others.size()
                            + " and content has "
                            + links.size());
            return;
        }
        for (int i = 0; i < links.size(); i++) {
            if (!links.get(i).url().equals(others.get(i).url())) {
                found.add(
                        at,
                        "Every language has the same links in the same order; link "
                                + (i + 1)
                                + " is another one than in content");
                return;
            }
        }
    }

    private void content(String at, Content content) {
        if (ProblemList.absent(content)) {
            found.add(at, "Must not be empty");
            return;
        }
        if (content.subject() != null) {
            found.line(at + ".subject", content.subject(), MAX_SUBJECT);
        }
        int before = found.size();
        if (ProblemList.absent(content.body())) {
            found.add(at + ".body", "Must not be empty");
        } else {
            parts.part(at + ".body", content.body());
        }
        parts.buttons(at, content.buttons(), MAX_BUTTONS);
        if (content.quickReplies().size() > MAX_QUICK_REPLIES) {
            found.tooMany(
                    at + ".quickReplies",
                    MAX_QUICK_REPLIES,
                    "quick replies",
                    content.quickReplies().size());
        }
        for (int i = 0; i < content.quickReplies().size(); i++) {
            String here = at + ".quickReplies[" + i + "]";
            QuickReply quick = content.quickReplies().get(i);
            found.line(here + ".text", quick.text(), PartProblems.MAX_LABEL);
            found.line(here + ".payload", quick.payload(), PartProblems.MAX_PAYLOAD);
        }
        if (found.size() == before) {
            together(at, content);
        }
        content.templates().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> template(at + ".templates." + each.getKey(), each));
    }

    private void together(String at, Content content) {
        Set<String> payloads = new HashSet<>();
        for (Choice choice : content.choices()) {
            if (!payloads.add(choice.payload())) {
                found.add(
                        at,
                        "Two answers have the payload "
                                + choice.payload()
                                + ": it would not be known which one was meant");
            }
        }
        int links = content.links().size();
        if (links > MAX_LINKS) {
            found.tooMany(at, MAX_LINKS, "links", links);
        }
    }

    private void template(String at, Map.Entry<Channel, ProviderTemplate> each) {
        ProviderTemplate template = each.getValue();
        found.text(at + ".name", template.name(), MAX_TEMPLATE_NAME);
        found.text(at + ".language", template.language(), MAX_TEMPLATE_LANGUAGE);
        parameters(at + ".parameters", template.parameters());
        if (!template.names().isEmpty()
                && template.names().size() != template.parameters().size()) {
            found.add(at + ".names", "As many names as parameters, or none");
        }
        if (template.header() != null) {
            found.line(at + ".header", template.header(), MAX_TEMPLATE_PARAMETER);
        }
        for (int i = 0; i < template.cards().size(); i++) {
            parameters(at + ".cards[" + i + "]", template.cards().get(i));
        }
    }

    private void parameters(String at, List<String> parameters) {
        if (parameters.size() > MAX_TEMPLATE_PARAMETERS) {
            found.tooMany(at, MAX_TEMPLATE_PARAMETERS, "parameters", parameters.size());
        }
        for (int i = 0; i < parameters.size(); i++) {
            found.text(at + "[" + i + "]", parameters.get(i), MAX_TEMPLATE_PARAMETER);
        }
    }
}
