package org.parley.sandbox.email;

/// Who may submit mail.
public record MailAccount(String user, String password) {
    @Override
    public String toString() {
        return "MailAccount[" + user + "]";
    }
}
