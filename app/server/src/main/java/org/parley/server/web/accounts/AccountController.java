package org.parley.server.web.accounts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.account.SenderAccount;
import org.parley.core.account.SenderAccounts;
import org.parley.core.audit.AuditLog;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Page;
import org.parley.server.ParleySettings;
import org.parley.server.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Sender accounts. Credentials go in and never come out.
@RestController
@RequestMapping("/api/v1/accounts")
final class AccountController {

    private final SenderAccounts accounts;
    private final AuditLog audit;
    private final URI publicUrl;

    AccountController(SenderAccounts accounts, AuditLog audit, ParleySettings settings) {
        this.accounts = accounts;
        this.audit = audit;
        this.publicUrl = settings.publicUrl();
    }

    /// @param settings by name, open ones and credentials
    record NewAccount(
            @NotBlank String type,
            @NotBlank String name,
            @NotNull @Size(max = 50) Map<String, @NotNull @Size(max = 10_000) String> settings) {

        @Override
        public String toString() {
            return "NewAccount[" + type + "/" + name + "]";
        }
    }

    /// @param settings whole; a credential that is left out stays as it is
    record ChangedAccount(
            @NotNull @Size(max = 50) Map<String, @NotNull @Size(max = 10_000) String> settings,
            boolean sends) {

        @Override
        public String toString() {
            return "ChangedAccount";
        }
    }

    record AccountView(
            @Nullable Long id,
            String type,
            String channel,
            String name,
            Map<String, String> settings,
            Set<String> secrets,
            boolean sends,
            @Nullable String problem,
            SenderAccount.@Nullable Health health,
            URI webhookAddress,
            @Nullable String webhook) {}

    record TypeView(String name, String title, String channel, List<SettingField> fields) {
        static TypeView of(ChannelType type) {
            return new TypeView(type.name(), type.title(), type.channel().name(), type.fields());
        }
    }

    @GetMapping("/types")
    Page<TypeView> types() {
        return new Page<>(accounts.types().stream().map(TypeView::of).toList(), null);
    }

    @GetMapping
    Page<AccountView> list() {
        return new Page<>(accounts.all().stream().map(this::view).toList(), null);
    }

    @GetMapping("/{id}")
    AccountView get(@PathVariable long id) {
        return view(accounts.get(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AccountView create(
            @Valid @RequestBody NewAccount wanted, @AuthenticationPrincipal Caller caller) {
        SenderAccount account =
                accounts.create(wanted.type(), wanted.name(), wanted.settings(), caller.name());
        return told(caller, "account.create", account);
    }

    @PutMapping("/{id}")
    AccountView change(
            @PathVariable long id,
            @Valid @RequestBody ChangedAccount wanted,
            @AuthenticationPrincipal Caller caller) {
        return told(
                caller, "account.change", accounts.change(id, wanted.settings(), wanted.sends()));
    }

    @PostMapping("/{id}/verify")
    AccountView verify(@PathVariable long id) {
        return view(accounts.verify(id));
    }

    @PostMapping("/{id}/webhook")
    AccountView register(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        return told(caller, "account.webhook", accounts.registerWebhook(id, publicUrl));
    }

    private AccountView told(Caller caller, String action, SenderAccount account) {
        audit.record(
                caller.name(),
                action,
                "account/" + account.id(),
                Map.of(
                        "channel", account.channel().name(),
                        "name", account.name(),
                        "sends", account.sends()));
        return view(account);
    }

    private AccountView view(SenderAccount account) {
        return new AccountView(
                account.id(),
                account.type(),
                account.channel().name(),
                account.name(),
                account.settings(),
                account.secrets(),
                account.sends(),
                account.problem(),
                account.health(),
                SenderAccounts.webhook(publicUrl, account.channel(), account.name()),
                account.webhook());
    }
}
