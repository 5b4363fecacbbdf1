package org.parley.core.account;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.parley.core.account.SenderAccount.CheckState;
import org.parley.core.account.SenderAccount.Health;
import org.parley.core.account.internal.AccountStore;
import org.parley.core.account.internal.AccountStore.StoredAccount;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.Channels;
import org.parley.core.channel.SessionAdapter;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the accounts of an installation and {@link Channels} in step with them, on every node.
/// Accounts of the installation's settings are there from the start and cannot be changed here.
public final class SenderAccounts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SenderAccounts.class);
    // longer than any send under way on an adapter that was replaced
    private static final Duration RETIREMENT = Duration.ofMinutes(2);

    private final AccountStore store;
    private final CredentialSeal seal;
    private final Map<String, ChannelType> types = new LinkedHashMap<>();
    private final List<ChannelAdapter> settled;
    private final Map<String, SenderAccount> settledViews = new TreeMap<>();
    private final Channels channels;
    private final BiConsumer<ChannelAdapter, byte[]> inbox;
    private final Clock clock;

    /// The open adapters of stored accounts.
    private final Map<Long, Opened> open = new HashMap<>();

    private final List<Retired> retired = new ArrayList<>();
    private String version = "";

    private record Opened(
            Instant changedAt,
            boolean sends,
            @Nullable ChannelAdapter adapter,
            @Nullable String problem) {}

    private record Retired(ChannelAdapter adapter, Instant since) {}

    /// @param settled accounts of the installation's settings, by kind
    /// @param inbox keeps, durably, what providers tell over sessions of their own
    public SenderAccounts(
            AccountStore store,
            CredentialSeal seal,
            List<ChannelType> types,
            Map<ChannelType, AccountSettings> settled,
            Channels channels,
            BiConsumer<ChannelAdapter, byte[]> inbox,
            Clock clock) {
        this.store = store;
        this.seal = seal;
        types.forEach(type -> this.types.put(type.name(), type));
        this.settled = new ArrayList<>();
        settled.forEach((type, settings) -> {
            this.settled.add(type.open(settings));
            settledViews.put(type.name(), view(type, settings));
        });
        this.channels = channels;
        this.inbox = inbox;
        this.clock = clock;
        this.settled.forEach(this::listen);
        channels.become(this.settled, List.of());
    }

    private static SenderAccount view(ChannelType type, AccountSettings settings) {
        Split split = Split.of(type, settings::optional);
        return new SenderAccount(
                null,
                type.name(),
                type.channel(),
                settings.account(),
                split.shown(),
                split.secret().keySet(),
                true,
                null,
                null,
                null);
    }

    public List<ChannelType> types() {
        return List.copyOf(types.values());
    }

    public List<SenderAccount> all() {
        refresh();
        List<SenderAccount> all = new ArrayList<>(settledViews.values());
        store.all().forEach(row -> all.add(view(row)));
        return all;
    }

    public SenderAccount get(long id) {
        refresh();
        return view(row(id));
    }

    /// @throws ProblemException naming each setting that is missing or wrong, or a name that is
    ///   taken
    public SenderAccount create(
            String type, String name, Map<String, String> values, String actor) {
        ChannelType kind = kind(type);
        close(kind.open(new AccountSettings(name, kind.fields(), values)));
        if (settled.stream()
                .anyMatch(it -> it.channel().equals(kind.channel()) && it.account().equals(name))) {
            throw taken(kind.channel(), name);
        }
        Split split = Split.of(kind, values::get);
        long id =
                store.insert(
                                type,
                                kind.channel(),
                                name,
                                split.shown(),
                                seal.seal(store.text(split.secret()), place(kind.channel(), name)),
                                actor,
                                clock.instant())
                        .orElseThrow(() -> taken(kind.channel(), name));
        return get(id);
    }

    /// @param values the settings from now on; a credential that is left out stays as it is
    /// @param sends false: hear the provider out but send nothing
    public SenderAccount change(long id, Map<String, String> values, boolean sends) {
        StoredAccount row = row(id);
        ChannelType kind = kind(row.type());
        Split split = Split.of(kind, values::get);
        Map<String, String> secrets = new TreeMap<>(secretsIfReadable(row));
        secrets.putAll(split.secret());
        Map<String, String> whole = new TreeMap<>(split.shown());
        whole.putAll(secrets);
        close(kind.open(new AccountSettings(row.name(), kind.fields(), whole)));
        store.update(
                id,
                split.shown(),
                seal.seal(store.text(secrets), place(kind.channel(), row.name())),
                sends,
                clock.instant());
        return get(id);
    }

    /// Asks the provider who the account is, and keeps the answer.
    public SenderAccount verify(long id) {
        refresh();
        AccountCheck check = adapter(id).verify();
        Health health =
                switch (check) {
                    case AccountCheck.Works works ->
                            new Health(CheckState.WORKS, works.who(), clock.instant());
                    case AccountCheck.Refused refused ->
                            new Health(
                                    CheckState.REFUSED,
                                    refused.code() + ": " + refused.detail(),
                                    clock.instant());
                    case AccountCheck.NoAnswer silent ->
                            new Health(CheckState.NO_ANSWER, silent.detail(), clock.instant());
                    case AccountCheck.NotOffered _ ->
                            new Health(
                                    CheckState.NOT_OFFERED,
                                    "The provider cannot be asked; the first send will tell",
                                    clock.instant());
                };
        store.health(id, health);
        return get(id);
    }

    /// Tells the provider where to call.
    ///
    /// @param publicUrl of this installation
    public SenderAccount registerWebhook(long id, URI publicUrl) {
        refresh();
        ChannelAdapter adapter = adapter(id);
        URI address = webhook(publicUrl, adapter.channel(), adapter.account());
        String detail =
                switch (adapter.registerWebhook(address)) {
                    case WebhookRegistration.Registered _ -> "registered " + address;
                    case WebhookRegistration.NotRegistered refused ->
                            "refused " + refused.code() + ": " + refused.detail();
                    case WebhookRegistration.ByHand hand ->
                            "by hand: enter " + address + " in " + hand.where();
                };
        store.webhook(id, detail);
        return get(id);
    }

    /// Where the provider is to call.
    public static URI webhook(URI publicUrl, Channel channel, String account) {
        return URI.create(publicUrl + "/webhooks/" + channel.name() + "/" + account);
    }

    /// Brings this node up to date: cheap when nothing changed.
    public synchronized void refresh() {
        Instant now = clock.instant();
        retired.removeIf(old -> {
            boolean over = old.since().plus(RETIREMENT).isBefore(now);
            if (over) {
                close(old.adapter());
            }
            return over;
        });
        String present = store.version();
        if (present.equals(version)) {
            return;
        }
        Map<Long, Opened> before = new HashMap<>(open);
        open.clear();
        for (StoredAccount row : store.all()) {
            Opened known = before.get(row.id());
            if (known != null && known.changedAt().equals(row.changedAt())) {
                open.put(row.id(), known);
                before.remove(row.id());
            } else {
                open.put(row.id(), open(row));
            }
        }
        before.values()
                .forEach(old -> {
                    if (old.adapter() != null) {
                        retired.add(new Retired(old.adapter(), now));
                    }
                });
        publish();
        version = present;
    }

    private void publish() {
        List<ChannelAdapter> sending = new ArrayList<>(settled);
        List<ChannelAdapter> listening = new ArrayList<>();
        for (Opened opened : open.values()) {
            if (opened.adapter() != null) {
                (opened.sends() ? sending : listening).add(opened.adapter());
            }
        }
        channels.become(sending, listening);
    }

    private Opened open(StoredAccount row) {
        try {
            ChannelType kind = kind(row.type());
            Map<String, String> values = new TreeMap<>(row.settings());
            values.putAll(secrets(row));
            ChannelAdapter adapter =
                    kind.open(new AccountSettings(row.name(), kind.fields(), values));
            listen(adapter);
            return new Opened(row.changedAt(), row.sends(), adapter, null);
        } catch (GeneralSecurityException _) {
            LOG.warn("Account {}/{} was sealed with another keyset", row.channel(), row.name());
            return new Opened(
                    row.changedAt(),
                    row.sends(),
                    null,
                    "Its credentials were sealed with another keyset: put back the keyset file, or"
                            + " enter them again");
        } catch (ProblemException e) {
            LOG.warn("Account {}/{} cannot be opened", row.channel(), row.name());
            return new Opened(row.changedAt(), row.sends(), null, String.valueOf(e.getMessage()));
        }
    }

    /// Beside, because a provider that is away must not hold up the other accounts.
    private void listen(ChannelAdapter adapter) {
        if (adapter instanceof SessionAdapter session) {
            Thread.ofVirtual()
                    .name("session-" + adapter.channel() + "-" + adapter.account())
                    .start(() -> session.listen(body -> inbox.accept(adapter, body)));
        }
    }

    private Map<String, String> secrets(StoredAccount row) throws GeneralSecurityException {
        String place = place(row.channel(), row.name());
        return store.secrets(seal.unseal(row.sealed(), place));
    }

    /// None of those that cannot be opened any more: they must be given anew.
    private Map<String, String> secretsIfReadable(StoredAccount row) {
        try {
            return secrets(row);
        } catch (GeneralSecurityException _) {
            return Map.of();
        }
    }

    private static String place(Channel channel, String name) {
        return "sender_account/" + channel.name() + "/" + name;
    }

    private synchronized ChannelAdapter adapter(long id) {
        Opened opened = open.get(id);
        if (opened == null) {
            throw ProblemException.notFound("account", id);
        }
        if (opened.adapter() == null) {
            throw new ProblemException(ErrorCode.CONFLICT, String.valueOf(opened.problem()));
        }
        return opened.adapter();
    }

    private StoredAccount row(long id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("account", id));
    }

    private synchronized SenderAccount view(StoredAccount row) {
        Opened opened = open.get(row.id());
        return new SenderAccount(
                row.id(),
                row.type(),
                row.channel(),
                row.name(),
                row.settings(),
                secretsIfReadable(row).keySet(),
                row.sends(),
                opened == null ? null : opened.problem(),
                row.health(),
                row.webhook());
    }

    private ChannelType kind(String type) {
        ChannelType kind = types.get(type);
        if (kind == null) {
            throw ProblemException.invalid(
                    "type",
                    "There is no kind of account " + type + "; there are " + types.keySet());
        }
        return kind;
    }

    private static ProblemException taken(Channel channel, String name) {
        return new ProblemException(
                ErrorCode.ALREADY_EXISTS,
                "There is an account " + name + " for channel " + channel + " already");
    }

    private static void close(ChannelAdapter adapter) {
        if (adapter instanceof AutoCloseable connections) {
            try {
                connections.close();
            } catch (Exception e) {
                LOG.warn("Connections of an account did not close", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        settled.forEach(SenderAccounts::close);
        open.values().stream()
                .map(Opened::adapter)
                .filter(adapter -> adapter != null)
                .forEach(SenderAccounts::close);
        retired.forEach(old -> close(old.adapter()));
    }
}
