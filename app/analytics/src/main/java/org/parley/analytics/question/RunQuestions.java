package org.parley.analytics.question;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.question.FunnelTimes.ArmTimes;
import org.parley.analytics.question.FunnelTimes.StepTime;
import org.parley.analytics.question.ReplyToOrder.AnswerGroup;
import org.parley.analytics.question.ReplyToOrder.ArmAnswers;
import org.parley.analytics.question.internal.RunAnswers;
import org.parley.analytics.question.internal.RunAnswers.Answered;
import org.parley.analytics.question.internal.RunAnswers.Taken;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.PlannedRun.PlannedArm;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.kernel.ProblemException;

/// Questions about one run. Every figure is exact, and of the moment of the call.
public final class RunQuestions {

    private static final List<String> STEPS =
            List.of(
                    "sentToDelivered",
                    "deliveredToRead",
                    "deliveredToClicked",
                    "deliveredToReplied",
                    "clickedToOrdered",
                    "repliedToOrdered");

    private static final List<String> ANSWERS = List.of("wrote", "tapped", "clicked", "neither");

    private final RunPlans plans;
    private final RunAnswers answers;

    RunQuestions(RunPlans plans, RunAnswers answers) {
        this.plans = plans;
        this.answers = answers;
    }

    /// @throws ProblemException NOT_FOUND where there is no such run
    public FunnelTimes times(int run) {
        var plan = plan(run);
        var taken = answers.times(run);
        return new FunnelTimes(
                run,
                FunnelTimes.DEFINITION,
                plan.arms().stream()
                        .map(arm ->
                                new ArmTimes(
                                        arm.arm(),
                                        arm.name(),
                                        channel(arm),
                                        STEPS.stream()
                                                .map(step -> step(arm.arm(), step, taken))
                                                .toList()))
                        .toList());
    }

    private static StepTime step(int arm, String step, List<Taken> taken) {
        return taken.stream()
                .filter(each -> each.arm() == arm && each.step().equals(step))
                .map(RunQuestions::step)
                .findAny()
                .orElse(new StepTime(step, 0, null, null, 0, null, 0));
    }

    private static StepTime step(Taken taken) {
        return taken.people() == 0
                ? new StepTime(taken.step(), 0, null, null, 0, null, taken.reversed())
                : new StepTime(
                        taken.step(),
                        taken.people(),
                        Math.round(taken.median()),
                        Math.round(taken.p90()),
                        taken.withinHour(),
                        (double) taken.withinHour() / taken.people(),
                        taken.reversed());
    }

    /// @throws ProblemException NOT_FOUND where there is no such run
    public ReplyToOrder replyToOrder(int run) {
        var plan = plan(run);
        var window = plan.window();
        var answered = answers.answers(run, window);
        return new ReplyToOrder(
                run,
                window.from(),
                window.until(),
                ReplyToOrder.NOTE,
                plan.arms().stream()
                        .map(arm ->
                                new ArmAnswers(
                                        arm.arm(),
                                        arm.name(),
                                        channel(arm),
                                        ANSWERS.stream()
                                                .map(answer ->
                                                        group(answer, of(arm, answer, answered)))
                                                .toList()))
                        .toList());
    }

    private static List<Answered> of(PlannedArm arm, String answer, List<Answered> answered) {
        return answered.stream()
                .filter(row -> row.arm() == arm.arm() && row.answer().equals(answer))
                .toList();
    }

    private static AnswerGroup group(String answer, List<Answered> rows) {
        var people = rows.stream().mapToLong(Answered::people).sum();
        var buyers =
                rows.stream()
                        .filter(row -> row.currency().isEmpty())
                        .mapToLong(Answered::buyers)
                        .sum();
        var revenue = new TreeMap<String, Long>();
        rows.stream()
                .filter(row -> !row.currency().isEmpty())
                .forEach(row -> revenue.put(row.currency(), row.net()));
        return new AnswerGroup(
                answer,
                people,
                EstimatedShare.of(buyers, people),
                revenue.entrySet().stream()
                        .map(net -> new NetRevenue(net.getKey(), net.getValue()))
                        .toList());
    }

    private PlannedRun plan(int run) {
        return plans.get(run);
    }

    private static @Nullable String channel(PlannedArm arm) {
        return arm.channel() == null ? null : arm.channel().name();
    }
}
