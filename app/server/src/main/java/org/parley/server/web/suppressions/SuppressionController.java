package org.parley.server.web.suppressions;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.audit.AuditLog;
import org.parley.core.consent.Suppressions;
import org.parley.core.consent.Suppressions.Entry;
import org.parley.core.consent.Suppressions.Reason;
import org.parley.core.kernel.Channel;
import org.parley.server.security.Caller;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The suppression list. Its entries are keys that name nobody, so it cannot be read as a list: it
/// is asked about one address at a time, by POST, so that no address stands in a log of requests.
@RestController
@RequestMapping("/api/v1/suppressions")
class SuppressionController {

    private static final int MOST_AT_ONCE = 5_000;

    private final Suppressions suppressions;
    private final AuditLog audit;

    SuppressionController(Suppressions suppressions, AuditLog audit) {
        this.suppressions = suppressions;
        this.audit = audit;
    }

    record Item(
            @NotNull Channel channel,
            @NotBlank @Size(max = 500) String address,
            @NotNull Reason reason) {}

    record NewSuppressions(@NotEmpty @Size(max = MOST_AT_ONCE) List<@Valid @NotNull Item> items) {}

    /// @param added how many were not on the list before
    record Added(int added) {}

    record Asked(@NotNull Channel channel, @NotBlank @Size(max = 500) String address) {}

    record Answer(boolean suppressed, @Nullable Reason reason, @Nullable Instant since) {}

    record Released(boolean released) {}

    @PostMapping
    @Transactional
    public Added suppress(
            @Valid @RequestBody NewSuppressions wanted, @AuthenticationPrincipal Caller caller) {
        int added =
                suppressions.suppress(
                        wanted.items().stream()
                                .map(item ->
                                        new Entry(item.channel(), item.address(), item.reason()))
                                .toList());
        audit.record(
                caller.name(),
                "suppression.add",
                "suppressions",
                Map.of("asked", wanted.items().size(), "added", added));
        return new Added(added);
    }

    @PostMapping("/check")
    public Answer check(@Valid @RequestBody Asked asked) {
        return suppressions
                .find(asked.channel(), asked.address())
                .map(found -> new Answer(true, found.reason(), found.since()))
                .orElseGet(() -> new Answer(false, null, null));
    }

    /// For entries made by mistake. Consent is not touched: what a person withdrew stays withdrawn.
    @PostMapping("/release")
    @Transactional
    public Released release(
            @Valid @RequestBody Asked asked, @AuthenticationPrincipal Caller caller) {
        boolean released = suppressions.release(asked.channel(), asked.address());
        if (released) {
            audit.record(
                    caller.name(),
                    "suppression.release",
                    "suppressions",
                    Map.of("channel", asked.channel().name()));
        }
        return new Released(released);
    }
}
