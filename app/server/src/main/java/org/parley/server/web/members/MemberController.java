package org.parley.server.web.members;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.parley.core.access.Member;
import org.parley.core.access.Members;
import org.parley.core.access.Role;
import org.parley.core.kernel.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Members of this installation: few enough for one page.
@RestController
@RequestMapping("/api/v1/members")
final class MemberController {

    private final Members members;

    MemberController(Members members) {
        this.members = members;
    }

    record NewMember(@NotBlank String email, @NotBlank String name, @NotNull List<Role> roles) {}

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
    record Added(MemberView member, String password) {
        @Override
        public String toString() {
            return "Added";
        }
    }

    @GetMapping
    Page<MemberView> list() {
        return new Page<>(members.all().stream().map(MemberView::of).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Added add(@Valid @RequestBody NewMember wanted) {
        var added = members.add(wanted.email(), wanted.name(), wanted.roles());
        return new Added(MemberView.of(added.member()), added.password());
    }
}
