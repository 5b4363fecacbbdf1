package org.parley.core.access;

/// A member just added, with the password that is shown this once.
public record NewMember(Member member, String password) {
    @Override
    public String toString() {
        return "NewMember[" + member + "]";
    }
}
