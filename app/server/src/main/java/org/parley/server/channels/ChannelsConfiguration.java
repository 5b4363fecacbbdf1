package org.parley.server.channels;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.parley.channels.ChannelTypes;
import org.parley.core.account.CredentialSeal;
import org.parley.core.account.SenderAccounts;
import org.parley.core.account.internal.AccountStore;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.Channels;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.tracking.Webhooks;
import org.parley.server.ParleySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;

/// The accounts that this installation sends from: those of its settings, and those that people add
/// while it runs. A kind of account is registered in {@link ChannelTypes}.
@Configuration(proxyBeanMethods = false)
class ChannelsConfiguration {

    /// An account of the settings, as it stands in its webhook address.
    private static final String MAIN = "main";

    @Bean
    Channels channels() {
        return new Channels(List.of());
    }

    @Bean
    SenderAccounts senderAccounts(
            ParleySettings settings,
            DSLContext dsl,
            JsonMapper json,
            Channels channels,
            Webhooks webhooks,
            Clock clock) {
        List<ChannelType> types = ChannelTypes.all(clock);
        SenderAccounts accounts =
                new SenderAccounts(
                        new AccountStore(dsl, json),
                        CredentialSeal.open(settings.keysetFile()),
                        types,
                        ofSettings(types, settings.channels()),
                        channels,
                        webhooks::deliver,
                        clock);
        accounts.refresh();
        return accounts;
    }

    @Bean
    Freshness accountsFreshness(SenderAccounts accounts) {
        return new Freshness(accounts);
    }

    /// Other nodes change accounts too.
    record Freshness(SenderAccounts accounts) {

        @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
        void look() {
            accounts.refresh();
        }
    }

    private static Map<ChannelType, AccountSettings> ofSettings(
            List<ChannelType> types, Map<String, Map<String, String>> given) {
        Map<ChannelType, AccountSettings> accounts = new LinkedHashMap<>();
        for (ChannelType type : types) {
            AccountSettings settings =
                    new AccountSettings(
                            MAIN, type.fields(), given.getOrDefault(type.name(), Map.of()));
            if (settings.meant()) {
                requireWhole(type, given.getOrDefault(type.name(), Map.of()));
                accounts.put(type, settings);
            }
        }
        for (String name : given.keySet()) {
            if (types.stream().noneMatch(type -> type.name().equals(name))) {
                throw new IllegalArgumentException(
                        "parley.channels."
                                + name
                                + ": there is no such kind of account; there are "
                                + types.stream().map(ChannelType::name).toList());
            }
        }
        return accounts;
    }

    /// Fails the start with the property's name rather than with a field's.
    private static void requireWhole(ChannelType type, Map<String, String> given) {
        try {
            Object opened = type.open(new AccountSettings(MAIN, type.fields(), given));
            if (opened instanceof AutoCloseable connections) {
                connections.close();
            }
        } catch (ProblemException e) {
            throw new IllegalArgumentException(
                    String.join(
                            "; ",
                            e.fields().stream()
                                    .map((FieldProblem problem) ->
                                            "parley.channels."
                                                    + type.name()
                                                    + "."
                                                    + problem.field().replace("settings.", "")
                                                    + ": "
                                                    + problem.detail())
                                    .toList()),
                    e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
