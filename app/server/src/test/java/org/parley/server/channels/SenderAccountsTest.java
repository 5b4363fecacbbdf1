package org.parley.server.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.channels.ChannelTypes;
import org.parley.core.account.CredentialSeal;
import org.parley.core.account.SenderAccount;
import org.parley.core.account.SenderAccounts;
import org.parley.core.account.internal.AccountStore;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.Channels;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;
import tools.jackson.databind.json.JsonMapper;

/// Accounts that come and go while several nodes run.
class SenderAccountsTest {

    private static final Channel VIBER = new Channel("viber");
    private static final Map<String, String> TOKEN = Map.of("token", "s3cret");

    @TempDir Path directory;

    private final DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final List<ChannelType> types = ChannelTypes.all(Clock.systemUTC());

    private SenderAccounts node(Channels channels, String keyset) {
        return new SenderAccounts(
                new AccountStore(dsl, JsonMapper.shared()),
                CredentialSeal.open(directory.resolve(keyset)),
                types,
                Map.of(),
                channels,
                (_, _) -> {},
                Clock.systemUTC());
    }

    @Test
    void anAccountSendsOnEveryNodeAndIsChangedWithoutSayingTheCredentialAgain() {
        Channels here = new Channels(List.of());
        Channels there = new Channels(List.of());
        try (SenderAccounts one = node(here, "keyset.json");
                SenderAccounts two = node(there, "keyset.json")) {
            SenderAccount made = one.create("viber", "shop", TOKEN, "ann");
            two.refresh();

            assertThat(here.get(VIBER).account()).isEqualTo("shop");
            assertThat(there.get(VIBER).account()).isEqualTo("shop");
            assertThat(made.secrets()).containsExactly("token");
            assertThat(made.settings()).isEmpty();

            SenderAccount changed = two.change(id(made), Map.of("sender-name", "Shop"), true);

            assertThat(changed.settings()).containsEntry("sender-name", "Shop");
            assertThat(changed.secrets()).containsExactly("token");
            var before = here.get(VIBER);
            one.refresh();
            assertThat(here.get(VIBER)).isNotSameAs(before);
        }
    }

    @Test
    void anAccountThatIsSwitchedOffSendsNothingButHearsItsProviderOut() {
        Channels channels = new Channels(List.of());
        try (SenderAccounts accounts = node(channels, "keyset.json")) {
            SenderAccount made = accounts.create("viber", "shop", TOKEN, "ann");

            accounts.change(id(made), Map.of(), false);

            assertThat(channels.find(VIBER)).isEmpty();
            assertThat(channels.listener(VIBER, "shop")).isPresent();
        }
    }

    @Test
    void severalAccountsServeOneChannelAndTheFirstByNameIsMeantWhereNoneIsNamed() {
        Channels channels = new Channels(List.of());
        try (SenderAccounts accounts = node(channels, "keyset.json")) {
            accounts.create("viber", "b", TOKEN, "ann");
            accounts.create("viber", "a", TOKEN, "ann");

            assertThat(channels.get(VIBER).account()).isEqualTo("a");
            assertThat(channels.find(VIBER, "b")).isPresent();
            assertThatThrownBy(() -> accounts.create("viber", "a", TOKEN, "ann"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("already");
        }
    }

    @Test
    void withAnotherKeysetTheAccountSaysWhatToDoAndTheRestGoesOn() {
        try (SenderAccounts owner = node(new Channels(List.of()), "keyset.json")) {
            SenderAccount made = owner.create("viber", "shop", TOKEN, "ann");
            Channels channels = new Channels(List.of());
            try (SenderAccounts stranger = node(channels, "other.json")) {
                assertThat(stranger.get(id(made)).problem()).contains("keyset");
                assertThat(channels.all()).isEmpty();

                assertThat(stranger.change(id(made), TOKEN, true).problem()).isNull();
                assertThat(channels.all()).hasSize(1);
            }
        }
    }

    @Test
    void aSealedCredentialOpensForItsOwnPlaceOnly() {
        try (SenderAccounts accounts = node(new Channels(List.of()), "keyset.json")) {
            accounts.create("viber", "a", TOKEN, "ann");
            SenderAccount b = accounts.create("viber", "b", TOKEN, "ann");

            dsl.execute(
                    "update sender_account set changed_at = now() + interval '1 day', sealed ="
                            + " (select sealed from sender_account where name = 'a')"
                            + " where name = 'b'");

            assertThat(accounts.get(id(b)).problem()).contains("keyset");
        }
    }

    @Test
    void theKeysetIsForItsOwnerOnlyAndABrokenOneIsToldWithTheRemedy() throws Exception {
        Path file = directory.resolve("deep/keyset.json");
        CredentialSeal.open(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> CredentialSeal.open(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Put back the file");
    }

    @Test
    void settingsThatAreWrongAreAllNamed() {
        ChannelType viber = types.getFirst();
        AccountSettings settings =
                new AccountSettings("Shop!", viber.fields(), Map.of("colour", "red"));

        assertThatThrownBy(() -> viber.open(settings))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.fields())
                                        .extracting(ProblemException.FieldProblem::field)
                                        .containsExactlyInAnyOrder(
                                                "name", "settings.colour", "settings.token"));
    }

    @Test
    void aSettingThatIsNoNumberIsNamed() {
        ChannelType viber = types.getFirst();

        assertThatThrownBy(() ->
                        viber.open(
                                new AccountSettings(
                                        "shop",
                                        viber.fields(),
                                        Map.of("token", "x", "rate.per-second", "fast"))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.fields())
                                        .extracting(ProblemException.FieldProblem::field)
                                        .containsExactly("settings.rate.per-second"));
    }

    private static long id(SenderAccount account) {
        return Objects.requireNonNull(account.id());
    }
}
