package org.parley.server.channels;

import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Collects one adapter a channel. A channel without settings is absent.
@Configuration(proxyBeanMethods = false)
class ChannelsConfiguration {

    @Bean
    Channels channels(ObjectProvider<ChannelAdapter> adapters) {
        return new Channels(adapters.orderedStream().toList());
    }
}
