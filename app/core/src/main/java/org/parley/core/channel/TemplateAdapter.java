package org.parley.core.channel;

/// An account whose provider looks at each wording before it may be sent to people who did not
/// write lately.
public interface TemplateAdapter extends ChannelAdapter {

    /// Asks the provider to look at a wording. Asks once; never throws for anything that the
    /// provider or the network does.
    TemplateAnswer create(NewTemplate wanted);

    /// Asks for everything that the provider has for this account.
    TemplateAnswer templates();
}
