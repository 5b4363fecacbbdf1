package org.parley.sandbox.email;

/// The ways in which mail servers and mailboxes differ.
///
/// @param esp who tells what became of mails
/// @param acceptsAll the server takes every mail and tells later that it came back
/// @param prefetches the mailbox loads the picture of every mail at delivery (Apple Mail Privacy
///   Protection)
/// @param scans a gateway looks at all links of every mail within two seconds
/// @param hidesPeople complaints leave out whom the mail went to
public record MailQuirks(
        Esp esp, boolean acceptsAll, boolean prefetches, boolean scans, boolean hidesPeople) {

    public static final MailQuirks NONE = new MailQuirks(Esp.NONE, false, false, false, false);

    /// A provider that takes every mail and tells everything later.
    public static MailQuirks of(Esp esp) {
        return new MailQuirks(esp, true, false, false, false);
    }

    public MailQuirks prefetching() {
        return new MailQuirks(esp, acceptsAll, true, scans, hidesPeople);
    }

    public MailQuirks scanning() {
        return new MailQuirks(esp, acceptsAll, prefetches, true, hidesPeople);
    }

    public MailQuirks hidingPeople() {
        return new MailQuirks(esp, acceptsAll, prefetches, scans, true);
    }
}
