package org.parley.core.carriage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.Part;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.RenderedMessage;

/// Reduces a message to what a channel carries. Pure: the same message on the same channel gives
/// the same.
///
/// The body is kept if a form of the channel takes its kind; else it becomes simpler, step by step:
/// carousel, first card, picture with text, text with an address; list, choices. Of the forms that
/// take the body, the one that keeps most buttons is chosen; what has no button is written into the
/// text. Nothing is ever cut: a text that is too long for every form makes the message unfit.
public final class Reducer {

    private Reducer() {}

    /// @param windowOpen whether the person wrote within the channel's service window
    public static Reduction reduce(RenderedMessage message, Carriage carriage, boolean windowOpen) {
        Reduction reduction = whole(message, carriage, windowOpen);
        LintFinding subject = subject(message.content(), carriage);
        if (subject == null) {
            return reduction;
        }
        List<LintFinding> findings = new ArrayList<>(List.of(subject));
        findings.addAll(reduction.findings());
        return new Reduction.Unfit(List.copyOf(findings));
    }

    private static Reduction whole(RenderedMessage message, Carriage carriage, boolean windowOpen) {
        if (!windowOpen && carriage.outside() != OutsideWindow.ANYTHING) {
            return outside(message, carriage);
        }
        Reduction free = free(message, carriage);
        ProviderTemplate template = message.template();
        TemplateRule rule = carriage.template();
        if (template == null || rule == null || free.findings().isEmpty()) {
            return free;
        }
        Reduction templated = TemplateRules.reduce(template, message.content(), carriage, rule);
        return templated instanceof Reduction.Templated ? templated : free;
    }

    private static Reduction outside(RenderedMessage message, Carriage carriage) {
        ProviderTemplate template = message.template();
        TemplateRule rule = carriage.template();
        if (carriage.outside() == OutsideWindow.TEMPLATE && template != null && rule != null) {
            return TemplateRules.reduce(template, message.content(), carriage, rule);
        }
        boolean templates = carriage.outside() == OutsideWindow.TEMPLATE;
        return new Reduction.Unfit(
                List.of(
                        LintFinding.error(
                                carriage.channel(),
                                templates ? "templates" : "body",
                                "",
                                "",
                                "Once the service window after the person's last message is over,"
                                        + " channel "
                                        + carriage.channel()
                                        + (templates
                                                ? " takes approved templates only; this message has"
                                                        + " none"
                                                : " takes nothing"))));
    }

    private static @Nullable LintFinding subject(Content content, Carriage carriage) {
        SubjectRule rule = carriage.subject();
        String subject = content.subject();
        if (rule.needed() && (subject == null || subject.isBlank())) {
            return LintFinding.error(
                    carriage.channel(),
                    "subject",
                    "",
                    "",
                    "Channel " + carriage.channel() + " needs a subject");
        }
        if (subject != null && rule.limit().takesText() && !rule.limit().fits(subject)) {
            return tooLong(carriage, "subject", "The subject", rule.limit(), subject);
        }
        return null;
    }

    private static Reduction free(RenderedMessage message, Carriage carriage) {
        Content content = message.content();
        BodyRules rules = new BodyRules(carriage);
        Degradation degradation = new Degradation(carriage.channel(), message);
        Draft draft = Draft.of(content, carriage);
        while (true) {
            Fault fault = rules.fault(draft.body());
            if (fault == null) {
                Reduction reduction = inForm(content.subject(), draft, carriage);
                if (reduction != null) {
                    return reduction;
                }
                fault = noForm(draft, carriage);
            } else if (fault.length() && draft.body() instanceof Part.Carousel) {
                // Showing the first card only would leave out what a shorter text keeps.
                return new Reduction.Unfit(draft.with(degradation.error(fault)));
            }
            Draft simpler = degradation.step(draft, fault);
            if (simpler == null) {
                return new Reduction.Unfit(draft.with(degradation.dead(fault)));
            }
            draft = simpler;
        }
    }

    private static Fault noForm(Draft draft, Carriage carriage) {
        String noun = draft.body().kind().noun();
        boolean known =
                carriage.forms().stream()
                        .anyMatch(form -> form.bodies().contains(draft.body().kind()));
        return Fault.kind(
                "body",
                known
                        ? "No form of channel "
                                + carriage.channel()
                                + " takes this "
                                + noun
                                + " as it is"
                        : "Channel " + carriage.channel() + " has no " + noun);
    }

    /// The best form for this body; null: none takes it.
    private static @Nullable Reduction inForm(
            @Nullable String subject, Draft draft, Carriage carriage) {
        Reduction best = null;
        LintFinding longest = null;
        int roomiest = -1;
        int tappable = -1;
        for (Form form : carriage.forms()) {
            if (!form.bodies().contains(draft.body().kind())) {
                continue;
            }
            Placement placement = Placement.best(draft.acts(), form, carriage);
            if (placement == null) {
                continue;
            }
            String words = words(draft.body().text(), placement.lines());
            if (!form.hasPlaceFor(words) || (words != null && !Wordings.hasText(draft.body()))) {
                continue;
            }
            if (!form.text().fits(words)) {
                if (form.text().max() > roomiest) {
                    roomiest = form.text().max();
                    longest =
                            tooLong(
                                    carriage,
                                    "body.text",
                                    "The text of " + form.name() + " on " + carriage.channel(),
                                    form.text(),
                                    String.valueOf(words));
                }
            } else if (placement.tappable() > tappable) {
                tappable = placement.tappable();
                List<LintFinding> findings = new ArrayList<>(draft.findings());
                findings.addAll(placement.findings());
                best =
                        new Reduction.Free(
                                form,
                                new Content(
                                        subject,
                                        Wordings.with(draft.body(), words),
                                        placement.buttons(),
                                        placement.quickReplies(),
                                        Map.of()),
                                List.copyOf(findings));
            }
        }
        return best == null && longest != null ? new Reduction.Unfit(draft.with(longest)) : best;
    }

    private static @Nullable String words(@Nullable String text, List<String> lines) {
        if (lines.isEmpty()) {
            return text;
        }
        String below = String.join("\n", lines);
        return text == null ? below : text + "\n\n" + below;
    }

    static LintFinding tooLong(
            Carriage carriage, String at, String what, TextLimit limit, String text) {
        Fault fault = Fault.length(at, what, limit, text);
        return LintFinding.error(
                carriage.channel(), at, fault.limit(), fault.actual(), fault.detail());
    }
}
