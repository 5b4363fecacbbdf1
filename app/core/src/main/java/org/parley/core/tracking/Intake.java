package org.parley.core.tracking;

/// What became of a webhook at the door.
public sealed interface Intake {

    /// Stored durably; answer 200.
    record Received() implements Intake {}

    /// The provider checks the address; answer 200 with this text.
    record Challenged(String answer) implements Intake {}

    /// The provider's signature is missing or wrong; answer 401.
    record NotAuthentic() implements Intake {}

    /// No such channel or account here; answer 404.
    record UnknownAccount() implements Intake {}

    /// Larger than the provider ever sends; answer 413.
    ///
    /// @param limit in bytes
    record TooLarge(int limit) implements Intake {}
}
