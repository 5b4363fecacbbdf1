package org.parley.server.web.machines;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.Page;
import org.parley.core.tracking.MachineRuleSet;
import org.parley.core.tracking.MachineRuleSets;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// By which rules clicks and opens are told to be people's or machines', version by version.
@RestController
@RequestMapping("/api/v1/machine-rules")
class MachineRuleController {

    private final MachineRuleSets rules;
    private final AuditLog audit;

    MachineRuleController(MachineRuleSets rules, AuditLog audit) {
        this.rules = rules;
        this.audit = audit;
    }

    /// A new version. What it does not name is no longer added.
    ///
    /// @param agents all parts of a User-Agent, in any case, that are machines' beside those that
    ///   Parley knows; up to 500
    /// @param networks all addresses or networks (CIDR) that are machines'; up to 500
    record MachineRuleRequest(
            @NotNull List<@NotNull String> agents,
            @NotNull List<@NotNull String> networks,
            @NotNull String reason) {}

    /// @param agents parts of a User-Agent that were added, in small letters
    /// @param networks that were added, widened to /24 (IPv4) or /48 (IPv6)
    record MachineRuleView(
            int version,
            String madeBy,
            Instant madeAt,
            String reason,
            List<String> agents,
            List<String> networks) {

        static MachineRuleView of(MachineRuleSet set) {
            return new MachineRuleView(
                    set.version(),
                    set.madeBy(),
                    set.madeAt(),
                    set.reason(),
                    set.agents(),
                    set.networks());
        }
    }

    /// Newest first; the first is in force.
    @GetMapping
    Page<MachineRuleView> list() {
        return new Page<>(rules.all().stream().map(MachineRuleView::of).toList(), null);
    }

    @PostMapping
    @Transactional
    @ResponseStatus(HttpStatus.CREATED)
    MachineRuleView add(@Valid @RequestBody MachineRuleRequest wanted, Principal principal) {
        MachineRuleSet added =
                rules.add(wanted.agents(), wanted.networks(), wanted.reason(), principal.getName());
        audit.record(
                principal.getName(),
                "machine-rules.add",
                "machine-rules/" + added.version(),
                Map.of(
                        "agents",
                        added.agents(),
                        "networks",
                        added.networks(),
                        "reason",
                        added.reason()));
        return MachineRuleView.of(added);
    }
}
