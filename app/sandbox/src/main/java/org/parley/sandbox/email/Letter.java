package org.parley.sandbox.email;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One mail to one recipient, as the server that took it over remembers it.
///
/// @param queueId the server's own id
/// @param sender MAIL FROM
/// @param headers as they came, with the mail's own spelling
record Letter(
        String queueId, String sender, String recipient, List<Header> headers, MailView view) {

    static Letter of(
            String queueId, String sender, String recipient, MimeMessage mail, MailView view)
            throws MessagingException {
        List<Header> headers = new ArrayList<>();
        for (Header each : Collections.list(mail.getAllHeaders())) {
            headers.add(each);
        }
        return new Letter(queueId, sender, recipient, List.copyOf(headers), view);
    }

    /// Empty when there is no such header.
    String header(String name) {
        return headers.stream()
                .filter(header -> header.getName().equalsIgnoreCase(name))
                .map(header -> header.getValue().replaceAll("\\s*[\\r\\n]+\\s*", " "))
                .findFirst()
                .orElse("");
    }
}
