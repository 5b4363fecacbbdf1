package org.parley.core.carriage;

import java.util.List;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.ProviderTemplate;

/// What a channel carries of a message.
public sealed interface Reduction {

    /// Every step away from the message as it was written; errors only in {@link Unfit}.
    List<LintFinding> findings();

    /// Goes out as a message of this form. Body, buttons and quick replies are all of kinds that
    /// the form takes, within its limits: an adapter maps them one to one.
    record Free(Form form, Content content, List<LintFinding> findings) implements Reduction {}

    /// Goes out as the approved template.
    ///
    /// @param content what the template mirrors: the body (a card as its media), and every button
    ///   and quick reply of the message in `buttons`
    record Templated(ProviderTemplate template, Content content, List<LintFinding> findings)
            implements Reduction {}

    /// Cannot go out.
    record Unfit(List<LintFinding> findings) implements Reduction {

        /// The first reason.
        public LintFinding reason() {
            return findings.stream().filter(LintFinding::blocks).findFirst().orElseThrow();
        }
    }
}
