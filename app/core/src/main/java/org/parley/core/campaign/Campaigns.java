package org.parley.core.campaign;

import static org.parley.core.campaign.CampaignState.CANCELLED;
import static org.parley.core.campaign.CampaignState.DRAFT;
import static org.parley.core.campaign.CampaignState.PAUSED;
import static org.parley.core.campaign.CampaignState.RUNNING;
import static org.parley.core.campaign.CampaignState.SCHEDULED;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.campaign.Arm.Step;
import org.parley.core.campaign.CodeSupply.ArmSupply;
import org.parley.core.campaign.internal.CampaignStore;
import org.parley.core.campaign.internal.RunStore;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.content.LintFinding;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.Messages;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.template.Templates;

/// Campaigns from draft to end. Every change is one transaction that locks the campaign's row, so
/// that two members who press two buttons at once get one answer after the other.
public final class Campaigns {

    private final DSLContext dsl;
    private final CampaignStore store;
    private final RunStore runs;
    private final Messages messages;
    private final Channels channels;
    private final Templates templates;
    private final CodeSupply supply;
    private final CampaignClock alarm;
    private final Clock clock;
    private final Supplier<String> seeds;

    /// @param seeds makes up the salt of an assignment
    public Campaigns(
            DSLContext dsl,
            Messages messages,
            Channels channels,
            Templates templates,
            CodeSupply supply,
            CampaignClock alarm,
            Clock clock,
            Supplier<String> seeds) {
        this.dsl = dsl;
        this.store = new CampaignStore();
        this.runs = new RunStore();
        this.messages = messages;
        this.channels = channels;
        this.templates = templates;
        this.supply = supply;
        this.alarm = alarm;
        this.clock = clock;
        this.seeds = seeds;
    }

    /// @throws ProblemException naming every field that is wrong
    public Campaign draft(NewCampaign draft, String actor) {
        List<FieldProblem> problems = new ArrayList<>(draft.problems());
        for (int i = 0; i < draft.arms().size(); i++) {
            for (Step step : draft.arms().get(i).steps()) {
                if (account(step).isEmpty()) {
                    problems.add(
                            new FieldProblem(
                                    "arms[" + i + "].channel",
                                    "No account "
                                            + (step.account() == null ? "" : step.account() + " ")
                                            + "is set up for channel "
                                            + step.channel()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
        return dsl.transactionResult(
                tx -> store.insert(tx.dsl(), draft, seeds, actor, clock.instant()));
    }

    /// The account through which a step's messages leave.
    public Optional<ChannelAdapter> account(Step step) {
        return step.account() == null
                ? channels.find(step.channel())
                : channels.find(step.channel(), step.account());
    }

    public Optional<Campaign> find(long id) {
        return store.find(dsl, id);
    }

    public Campaign get(long id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("campaign", id));
    }

    /// Newest first.
    public Page<Campaign> list(@Nullable String after, int limit) {
        return store.page(dsl, after, limit);
    }

    /// What the channels of the campaign's arms say of its message, those to fall back to included.
    public List<LintFinding> lint(long id) {
        Campaign campaign = get(id);
        List<LintFinding> findings = new ArrayList<>();
        for (Arm arm : campaign.arms()) {
            Arm.Placement placement = arm.placement();
            if (placement != null) {
                for (Step step : placement.steps()) {
                    ChannelAdapter account =
                            account(step).orElseGet(() -> channels.get(step.channel()));
                    RichMessage message = messages.variant(placement.variantId());
                    findings.addAll(account.lint(message));
                    findings.addAll(templates.lint(account, message));
                }
            }
        }
        return findings;
    }

    /// What the offers of the campaign's arms have and need; empty where no arm has one.
    ///
    /// @param at when messages are to leave
    public List<ArmSupply> supply(long id, Instant at) {
        return supply.of(get(id), at);
    }

    /// Sets the one time at which the campaign runs. A time in the past within a minute means now.
    ///
    /// @throws ProblemException NOT_SENDABLE when a channel cannot carry the message or an offer
    ///   has no codes for everybody, CONFLICT when the campaign has left its draft
    public Campaign schedule(long id, Instant at) {
        Instant now = clock.instant();
        if (at.isBefore(now.minusSeconds(60))) {
            throw ProblemException.invalid("at", "The time has passed: " + at);
        }
        if (at.isAfter(now.plusSeconds(366L * 86_400))) {
            throw ProblemException.invalid("at", "The time is more than a year away: " + at);
        }
        List<FieldProblem> errors =
                lint(id).stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .map(finding ->
                                new FieldProblem(
                                        finding.part(),
                                        finding.channel() + ": " + finding.detail()))
                        .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.NOT_SENDABLE,
                    "A channel cannot carry this message; see errors",
                    errors);
        }
        requireCodes(id, at);
        return change(
                id,
                EnumSet.of(DRAFT, SCHEDULED),
                "scheduled",
                (tx, campaign) -> {
                    store.schedule(tx, id, at, now);
                    alarm.clear(id);
                    alarm.set(id, at);
                });
    }

    private void requireCodes(long id, Instant at) {
        List<FieldProblem> problems = supply.problems(get(id), at);
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.NOT_SENDABLE, problems.getFirst().detail(), problems);
        }
    }

    /// Stops claiming. Messages that were claimed before are still sent; none is claimed after this
    /// returns.
    public Campaign pause(long id) {
        return change(
                id,
                EnumSet.of(RUNNING),
                "paused",
                (tx, campaign) -> {
                    store.state(tx, id, PAUSED, clock.instant());
                    runs.pause(tx, id, null, null);
                });
    }

    public Campaign resume(long id) {
        return change(
                id,
                EnumSet.of(PAUSED),
                "resumed",
                (tx, campaign) -> {
                    store.state(tx, id, RUNNING, clock.instant());
                    runs.resume(tx, id);
                });
    }

    /// Ends the campaign for good; who has not been written to is skipped with reason `cancelled`.
    public Campaign cancel(long id) {
        return change(
                id,
                EnumSet.of(DRAFT, SCHEDULED, RUNNING, PAUSED),
                "cancelled",
                (tx, campaign) -> {
                    store.state(tx, id, CANCELLED, clock.instant());
                    alarm.clear(id);
                    runs.cancel(tx, id, clock.instant());
                });
    }

    private interface Change {
        void apply(DSLContext tx, Campaign campaign);
    }

    private Campaign change(long id, Set<CampaignState> from, String verb, Change change) {
        return dsl.transactionResult(tx -> {
            CampaignState state =
                    store.lock(tx.dsl(), id)
                            .orElseThrow(() -> ProblemException.notFound("campaign", id));
            if (!from.contains(state)) {
                throw new ProblemException(
                        ErrorCode.CONFLICT,
                        "A campaign that is "
                                + state.name().toLowerCase(Locale.ROOT)
                                + " cannot be "
                                + verb);
            }
            change.apply(tx.dsl(), store.find(tx.dsl(), id).orElseThrow());
            return store.find(tx.dsl(), id).orElseThrow();
        });
    }
}
