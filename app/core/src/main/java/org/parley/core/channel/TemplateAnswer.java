package org.parley.core.channel;

import java.util.List;

/// What a provider says when it is asked about templates.
public sealed interface TemplateAnswer {

    /// @param templates all that there are, or the one that was asked for
    record Told(List<TemplateReport> templates) implements TemplateAnswer {
        public Told {
            templates = List.copyOf(templates);
        }
    }

    /// @param code the provider's, or `http-` and the HTTP status
    record Refused(String code, String detail) implements TemplateAnswer {}

    /// It may or may not have done what it was asked for.
    record NoAnswer(String detail) implements TemplateAnswer {}
}
