package org.parley.server.web.members;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.access.Member;
import org.parley.core.access.MemberChange;
import org.parley.core.access.MemberOutcome;
import org.parley.core.access.Members;
import org.parley.core.access.Role;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.server.security.Caller;
import org.parley.server.security.Sessions;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Members of this installation: few enough for one page.
@RestController
@RequestMapping("/api/v1/members")
class MemberController {

    private final Members members;
    private final Sessions sessions;
    private final AuditLog audit;

    MemberController(Members members, Sessions sessions, AuditLog audit) {
        this.members = members;
        this.sessions = sessions;
        this.audit = audit;
    }

    record NewMember(@NotBlank String email, @NotBlank String name, @NotNull List<Role> roles) {}

    /// What is left out stays as it is.
    ///
    /// @param enabled false: may not sign in any more
    record Change(
            @Size(min = 1, max = 200) @Nullable String name,
            @Size(min = 1) @Nullable List<Role> roles,
            @Nullable Boolean enabled) {}

    record MemberView(
            String email, String name, List<Role> roles, boolean enabled, Instant createdAt) {
        static MemberView of(Member member) {
            return new MemberView(
                    member.email(),
                    member.name(),
                    member.roles().stream().sorted().toList(),
                    member.enabled(),
                    member.createdAt());
        }
    }

    /// @param password shown this once
    record AddedMember(MemberView member, String password) {
        @Override
        public String toString() {
            return "AddedMember";
        }
    }

    @GetMapping
    Page<MemberView> list() {
        return new Page<>(members.all().stream().map(MemberView::of).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    AddedMember add(@Valid @RequestBody NewMember wanted, @AuthenticationPrincipal Caller caller) {
        var added = members.add(wanted.email(), wanted.name(), wanted.roles());
        record(caller, "member.add", added.member());
        return new AddedMember(MemberView.of(added.member()), added.password());
    }

    /// Sessions of a member who is disabled or has other roles now end at once; the keys that the
    /// member made stay and are revoked one by one. The last administrator stays one: 409.
    @PatchMapping("/{email}")
    @Transactional
    MemberView change(
            @PathVariable String email,
            @Valid @RequestBody Change wanted,
            @AuthenticationPrincipal Caller caller) {
        var change = new MemberChange(wanted.name(), wanted.roles(), wanted.enabled());
        return switch (members.change(email, change)) {
            case MemberOutcome.Changed changed -> {
                if (changed.endsSessions()) {
                    sessions.end(changed.after().email());
                }
                record(
                        caller,
                        changed.after().enabled() ? "member.change" : "member.disable",
                        changed.after());
                yield MemberView.of(changed.after());
            }
            case MemberOutcome.LastAdministrator _ ->
                    throw new ProblemException(
                            ErrorCode.CONFLICT,
                            "This is the last administrator; make somebody else one first");
        };
    }

    private void record(Caller caller, String action, Member member) {
        audit.record(
                caller.name(),
                action,
                "member/" + member.email(),
                Map.of("roles", member.roles(), "enabled", member.enabled()));
    }
}
