package org.parley.core.campaign;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.jooq.DSLContext;
import org.parley.core.audience.Segments;
import org.parley.core.campaign.internal.CodePromises;
import org.parley.core.channel.Channels;
import org.parley.core.content.Messages;
import org.parley.core.offer.Offers;
import org.parley.core.template.Templates;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CampaignConfiguration {

    private static final int SEED_BYTES = 16;

    @Bean
    Campaigns campaigns(
            DSLContext dsl,
            Messages messages,
            Channels channels,
            Templates templates,
            CodeSupply supply,
            CampaignClock alarm,
            Clock clock) {
        SecureRandom random = new SecureRandom();
        return new Campaigns(
                dsl,
                messages,
                channels,
                templates,
                supply,
                alarm,
                clock,
                () -> {
                    byte[] seed = new byte[SEED_BYTES];
                    random.nextBytes(seed);
                    return HexFormat.of().formatHex(seed);
                });
    }

    @Bean
    CodeSupply codeSupply(DSLContext dsl, Offers offers, Messages messages, Segments segments) {
        return new CodeSupply(
                offers,
                messages,
                (segment, purpose, channels) ->
                        segments.preview(segments.get(segment).rule(), purpose, channels),
                new CodePromises(dsl));
    }

    @Bean
    Runs runs(DSLContext dsl, Clock clock, @Value("${parley.sandbox:false}") boolean sandbox) {
        return new Runs(dsl, clock, sandbox);
    }
}
