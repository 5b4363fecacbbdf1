package org.parley.sandbox.control;

import java.util.List;
import org.parley.sandbox.whatsapp.WhatsAppTemplate;

/// Completes a template that was written by hand.
final class Templates {
    private Templates() {}

    static WhatsAppTemplate complete(Requests.Template given) {
        var category = given.category();
        var header = given.header();
        var status = given.status();
        var buttons = given.buttons();
        return new WhatsAppTemplate(
                ControlSite.need("templates[].name", given.name()),
                ControlSite.need("templates[].language", given.language()),
                category == null ? WhatsAppTemplate.Category.MARKETING : category,
                header == null ? WhatsAppTemplate.Header.NONE : header,
                given.headerText(),
                ControlSite.need("templates[].body", given.body()),
                buttons == null ? List.of() : buttons,
                status == null ? WhatsAppTemplate.Status.APPROVED : status);
    }
}
