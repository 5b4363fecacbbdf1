package org.parley.bench.dispatch;

import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parley.channels.viber.ViberAccount;
import org.parley.core.audience.Segments;
import org.parley.core.campaign.Campaigns;
import org.parley.core.campaign.NewCampaign;
import org.parley.core.campaign.NewCampaign.NewArm;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.commerce.RateCard;
import org.parley.core.commerce.RateCards;
import org.parley.core.content.MessageContent;
import org.parley.core.content.MessageRenderer;
import org.parley.core.content.Messages;
import org.parley.core.content.Messages.NewMessage;
import org.parley.core.content.Messages.NewVariant;
import org.parley.core.content.Rendering;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.MessageId;
import org.parley.core.kernel.SqlFile;
import org.parley.core.tracking.TrackingLinks;
import tools.jackson.databind.json.JsonMapper;

/// People, a message, a price: what a campaign needs before it can be sent.
final class Shop {

    private static final String PEOPLE = SqlFile.read(Shop.class, "people.sql");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String CONTENT =
            """
            {"version": 1,
             "text": "Hello {{ first_name }}, thank you for this year. Until Sunday everything warm is 20 percent off.",
             "image": {"url": "https://shop.example/autumn.jpg", "alt": "Scarves and mugs"},
             "buttons": [
               {"type": "url", "text": "See the offers", "url": "https://shop.example/autumn"},
               {"type": "reply", "text": "Tell me more", "payload": "more"}]}
            """;

    private final ParleyNode node;
    private final long segment;
    private final long message;
    private final RichMessage content = new MessageContent().read(CONTENT);

    /// @param people contacts with an address and a consent
    Shop(ParleyNode node, int people) {
        this.node = node;
        node.postgres().execute(PEOPLE, val(people));
        node.postgres().execute("analyze");
        node.part(RateCards.class)
                .add(
                        new RateCard(
                                ViberAccount.CHANNEL,
                                null,
                                "marketing",
                                RateCard.BilledOn.SENT,
                                new BigDecimal("0.0140"),
                                "EUR",
                                "bench",
                                LocalDate.EPOCH));
        this.segment =
                node.part(Segments.class).create("Everybody", JSON.readTree("{\"all\":[]}")).id();
        this.message =
                node.part(Messages.class)
                        .create(new NewMessage("Autumn", List.of(new NewVariant("A", content))))
                        .id();
    }

    /// A campaign of one arm, not yet scheduled.
    long draft(String name) {
        return node.part(Campaigns.class)
                .draft(
                        new NewCampaign(
                                name,
                                segment,
                                message,
                                null,
                                List.of(new NewArm("Viber", "A", ViberAccount.CHANNEL, 10_000)),
                                name,
                                null,
                                null,
                                null,
                                null,
                                null),
                        "bench")
                .id();
    }

    /// What the adapter would post, to that many people who are in nobody's contacts.
    List<byte[]> bodies(int count) {
        ChannelAdapter viber = node.part(Channels.class).get(ViberAccount.CHANNEL);
        var compiled = new MessageRenderer().compile(content, ViberAccount.CHANNEL);
        TrackingLinks links = node.part(TrackingLinks.class);
        List<byte[]> bodies = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            MessageId id = new MessageId(Integer.MAX_VALUE, i);
            Rendering rendering =
                    compiled.render(
                            Map.of("first_name", "Person"), (index, _) -> links.linkFor(id, index));
            if (!(rendering instanceof Rendering.Rendered(var rendered))) {
                throw new IllegalStateException("The message lacks a value: " + rendering);
            }
            String pretty =
                    viber.preview(
                            new OutboundMessage(id, "C%021d==".formatted(i), rendered, true, null));
            // as it goes over the wire: without the blanks for people
            bodies.add(JSON.writeValueAsBytes(JSON.readTree(pretty)));
        }
        return bodies;
    }
}
