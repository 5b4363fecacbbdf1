package org.parley.sandbox.email;

/// Who runs the mail server, and so how it tells what became of mails.
public enum Esp {
    /// Nobody tells anything.
    NONE,
    SES,
    SENDGRID,
    MAILGUN,
    POSTMARK,
    /// A server of one's own: bounces and complaints come as mails to the return address.
    OWN_SERVER
}
