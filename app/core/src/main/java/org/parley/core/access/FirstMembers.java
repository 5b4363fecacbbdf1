package org.parley.core.access;

import java.util.List;
import org.parley.core.access.internal.MemberStore;
import org.springframework.transaction.annotation.Transactional;

/// The members that an installation begins with: one for each role.
public class FirstMembers {

    private final Members members;
    private final MemberStore store;

    public FirstMembers(Members members, MemberStore store) {
        this.members = members;
        this.store = store;
    }

    /// Adds them if there is no member at all. Several nodes may ask at once; one of them does it.
    ///
    /// @return whom it added, with passwords; empty if there were members
    @Transactional
    public List<NewMember> addIfNobody() {
        store.holdOthersOff();
        if (store.any()) {
            return List.of();
        }
        return List.of(
                add("admin", "Admin", Role.ADMIN),
                add("marketer", "Marketer", Role.MARKETER),
                add("analyst", "Analyst", Role.ANALYST),
                add("finance", "Finance", Role.FINANCE),
                add("agent", "Agent", Role.AGENT));
    }

    private NewMember add(String mailbox, String name, Role role) {
        return members.add(mailbox + "@parley.example", name, List.of(role));
    }
}
