package org.parley.core.channel;

/// What the provider's own "who am I" says of an account.
public sealed interface AccountCheck {

    /// @param who the provider's name for the account: a bot, a number, a page
    record Works(String who) implements AccountCheck {}

    /// The provider knows the credentials not, or not any more.
    record Refused(String code, String detail) implements AccountCheck {}

    record NoAnswer(String detail) implements AccountCheck {}

    /// The provider has no such question; the first send will tell.
    record NotOffered() implements AccountCheck {}
}
