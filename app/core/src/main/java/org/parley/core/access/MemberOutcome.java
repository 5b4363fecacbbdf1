package org.parley.core.access;

/// What became of a wish to change a member.
public sealed interface MemberOutcome {

    record Changed(Member before, Member after) implements MemberOutcome {

        /// Whether what the member may do is another thing now, so that sessions begun before must
        /// not go on.
        public boolean endsSessions() {
            return !before.roles().equals(after.roles()) || !after.enabled();
        }
    }

    /// Refused: nobody could administer the installation afterwards.
    record LastAdministrator() implements MemberOutcome {}
}
