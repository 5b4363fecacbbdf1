package org.parley.core.template;

import java.util.List;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.TemplateAdapter;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;

/// A provider that says what a test tells it to say.
final class Approver implements TemplateAdapter {

    static final Channel CHANNEL = new Channel("approving");

    TemplateAnswer answer = new TemplateAnswer.Told(List.of());
    Runnable meanwhile = () -> {};

    @Override
    public Channel channel() {
        return CHANNEL;
    }

    @Override
    public String account() {
        return "main";
    }

    @Override
    public TemplateAnswer create(NewTemplate wanted) {
        return answer;
    }

    @Override
    public TemplateAnswer templates() {
        meanwhile.run();
        return answer;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Carriage.text(CHANNEL, TextLimit.characters(100)),
                AddressForm.PROVIDER_ID,
                false,
                false,
                false,
                null,
                1,
                1);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return new SendOutcome.Unknown("sends nothing");
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        return false;
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return List.of();
    }
}
