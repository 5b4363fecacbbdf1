package org.parley.server.web.campaigns;

import java.math.BigDecimal;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.report.RunSummary;
import org.parley.batch.dispatch.RunKeeper;
import org.parley.core.campaign.Arm;
import org.parley.core.campaign.Arm.Step;
import org.parley.core.campaign.Campaign;
import org.parley.core.campaign.Campaigns;
import org.parley.core.campaign.CodeSupply.ArmSupply;
import org.parley.core.campaign.FrequencyCap;
import org.parley.core.campaign.NewCampaign;
import org.parley.core.campaign.NewCampaign.NewArm;
import org.parley.core.campaign.QuietHours;
import org.parley.core.campaign.Runs;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignController {

    private static final int NEWEST_RUNS = 20;

    private final Campaigns campaigns;
    private final Runs runs;
    private final RunKeeper keeper;
    private final CampaignMoves moves;
    private final Clock clock;

    CampaignController(
            Campaigns campaigns, Runs runs, RunKeeper keeper, CampaignMoves moves, Clock clock) {
        this.campaigns = campaigns;
        this.runs = runs;
        this.keeper = keeper;
        this.moves = moves;
        this.clock = clock;
    }

    /// @param offerId of which everybody gets a code, but the holdout and arms with another offer
    record CampaignRequest(
            String name,
            long segmentId,
            long messageId,
            @Nullable String purpose,
            List<ArmRequest> arms,
            @Nullable String seed,
            @Nullable QuietHoursBody quietHours,
            @Nullable CapBody cap,
            @Nullable Integer attributionDays,
            @Nullable String costCentre,
            @Nullable BigDecimal margin,
            @Nullable Long offerId) {}

    /// @param channel for an arm of one channel, in place of `channels`
    /// @param channels in the order in which they are tried
    /// @param accounts by channel, where another than the first is meant
    /// @param fallbackAfter how long to wait for the receipt of a delivery, such as PT2H
    /// @param offerId of which everybody of the arm gets a code, in place of the campaign's
    record ArmRequest(
            String name,
            @Nullable String variant,
            @Nullable String channel,
            @Nullable List<String> channels,
            @Nullable Map<String, String> accounts,
            @Nullable Duration fallbackAfter,
            int weight,
            @Nullable Long offerId) {}

    record QuietHoursBody(LocalTime from, LocalTime until) {}

    record CapBody(int count, Duration window) {}

    record Named(long id, String name) {}

    record ArmView(
            int arm,
            String name,
            @Nullable String variant,
            @Nullable String channel,
            List<String> channels,
            Map<String, String> accounts,
            @Nullable Duration fallbackAfter,
            boolean holdout,
            int weight,
            @Nullable Long offerId) {}

    record CampaignView(
            long id,
            String name,
            String state,
            Named segment,
            Named message,
            String purpose,
            List<ArmView> arms,
            @Nullable Instant scheduledAt,
            @Nullable QuietHoursBody quietHours,
            @Nullable CapBody cap,
            int attributionDays,
            @Nullable String costCentre,
            @Nullable BigDecimal margin,
            String createdBy,
            Instant createdAt,
            List<RunSummary> runs) {}

    /// @param needed people of its share of the audience who can be written to on its channel that
    ///   reaches most; 0 where codes are made here, of which there are always enough
    /// @param promised people of other campaigns, scheduled or under way, who are to get codes of
    ///   the same pool
    /// @param waiting codes of the pool that nobody has yet
    /// @param problem why it cannot be scheduled so
    record ArmCodesView(
            int arm,
            String name,
            long offerId,
            String offer,
            String source,
            long needed,
            long promised,
            long waiting,
            @Nullable String problem) {

        static ArmCodesView of(ArmSupply supply) {
            return new ArmCodesView(
                    supply.arm().number(),
                    supply.arm().name(),
                    supply.stock().offer().id(),
                    supply.stock().offer().name(),
                    supply.stock().offer().source().word(),
                    supply.needed(),
                    supply.promised(),
                    supply.stock().waiting(),
                    supply.problem());
        }
    }

    record ScheduleRequest(@Nullable Instant at) {}

    @PostMapping
    ResponseEntity<CampaignView> draft(@RequestBody CampaignRequest request, Principal member) {
        Campaign campaign = campaigns.draft(draft(request), member.getName());
        return ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign.id()))
                .body(view(campaign));
    }

    @GetMapping
    Page<CampaignView> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        Page<Campaign> page = campaigns.list(after, limit);
        return new Page<>(page.items().stream().map(this::view).toList(), page.next());
    }

    @GetMapping("/{id}")
    CampaignView get(@PathVariable long id) {
        return view(campaigns.get(id));
    }

    /// Whether its offers have a code for everybody, before it is scheduled; empty where no arm has
    /// one.
    @GetMapping("/{id}/codes")
    List<ArmCodesView> codes(
            @PathVariable long id, @RequestParam(required = false) @Nullable Instant at) {
        return campaigns.supply(id, at == null ? clock.instant() : at).stream()
                .map(ArmCodesView::of)
                .toList();
    }

    /// Without a time: now.
    @PostMapping("/{id}/schedule")
    CampaignView schedule(
            @PathVariable long id, @RequestBody ScheduleRequest request, Principal member) {
        if (request.at() == null) {
            throw ProblemException.invalid(
                    "at", "Say when, as an instant such as 2026-12-01T09:00:00Z");
        }
        Campaign campaign = moves.schedule(id, request.at(), member.getName());
        keeper.wake();
        return view(campaign);
    }

    @PostMapping("/{id}/pause")
    CampaignView pause(@PathVariable long id, Principal member) {
        return view(moves.pause(id, member.getName()));
    }

    @PostMapping("/{id}/resume")
    CampaignView resume(@PathVariable long id, Principal member) {
        Campaign campaign = moves.resume(id, member.getName());
        keeper.wake();
        return view(campaign);
    }

    @PostMapping("/{id}/cancel")
    CampaignView cancel(@PathVariable long id, Principal member) {
        return view(moves.cancel(id, member.getName()));
    }

    private static NewCampaign draft(CampaignRequest request) {
        List<ArmRequest> arms = request.arms() == null ? List.of() : request.arms();
        return new NewCampaign(
                request.name(),
                request.segmentId(),
                request.messageId(),
                request.purpose(),
                java.util.stream.IntStream.range(0, arms.size())
                        .mapToObj(i -> arm(i, arms.get(i), request.offerId()))
                        .toList(),
                request.seed(),
                quiet(request.quietHours()),
                cap(request.cap()),
                request.attributionDays(),
                request.costCentre(),
                request.margin());
    }

    private static NewArm arm(int index, ArmRequest arm, @Nullable Long ofAll) {
        try {
            boolean inherits = arm.offerId() == null && arm.variant() != null;
            return new NewArm(
                    arm.name(),
                    arm.variant(),
                    steps(arm),
                    arm.fallbackAfter(),
                    arm.weight(),
                    inherits ? ofAll : arm.offerId());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "arms[" + index + "].channel", String.valueOf(e.getMessage()));
        }
    }

    private static List<Step> steps(ArmRequest arm) {
        List<String> single = arm.channel() == null ? List.of() : List.of(arm.channel());
        List<String> several = arm.channels() == null ? single : arm.channels();
        Map<String, String> accounts = arm.accounts() == null ? Map.of() : arm.accounts();
        if (!single.isEmpty() && !several.subList(0, Math.min(1, several.size())).equals(single)) {
            throw new IllegalArgumentException("Say either channel or channels");
        }
        if (!several.containsAll(accounts.keySet())) {
            throw new IllegalArgumentException(
                    "An account is named for a channel that the arm does not use");
        }
        return several.stream()
                .map(channel -> new Step(new Channel(channel), accounts.get(channel)))
                .toList();
    }

    private static @Nullable QuietHours quiet(@Nullable QuietHoursBody body) {
        try {
            return body == null ? null : new QuietHours(body.from(), body.until());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("quietHours", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable FrequencyCap cap(@Nullable CapBody body) {
        try {
            return body == null ? null : new FrequencyCap(body.count(), body.window());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cap", String.valueOf(e.getMessage()));
        }
    }

    private CampaignView view(Campaign campaign) {
        QuietHours quiet = campaign.quietHours();
        FrequencyCap cap = campaign.cap();
        return new CampaignView(
                campaign.id(),
                campaign.name(),
                campaign.state().name().toLowerCase(Locale.ROOT),
                new Named(campaign.segmentId(), campaign.segment()),
                new Named(campaign.messageId(), campaign.message()),
                campaign.purpose(),
                campaign.arms().stream().map(CampaignController::view).toList(),
                campaign.scheduledAt(),
                quiet == null ? null : new QuietHoursBody(quiet.from(), quiet.until()),
                cap == null ? null : new CapBody(cap.count(), cap.window()),
                campaign.attributionDays(),
                campaign.costCentre(),
                campaign.margin(),
                campaign.createdBy(),
                campaign.createdAt(),
                runs.list(campaign.id(), null, NEWEST_RUNS).items().stream()
                        .map(RunSummary::of)
                        .toList());
    }

    private static ArmView view(Arm arm) {
        Arm.Placement placement = arm.placement();
        List<Step> steps = placement == null ? List.of() : placement.steps();
        Map<String, String> accounts = new TreeMap<>();
        steps.forEach(step -> {
            if (step.account() != null) {
                accounts.put(step.channel().name(), step.account());
            }
        });
        return new ArmView(
                arm.number(),
                arm.name(),
                placement == null ? null : placement.variant(),
                placement == null ? null : placement.channel().name(),
                steps.stream().map(step -> step.channel().name()).toList(),
                accounts,
                placement == null ? null : placement.fallbackAfter(),
                placement == null,
                arm.weight(),
                placement == null ? null : placement.offerId());
    }
}
