package org.parley.server.web.shops;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.Page;
import org.parley.core.shop.Shop;
import org.parley.core.shop.Shops;
import org.parley.core.shop.WaitingRoom;
import org.parley.server.ParleySettings;
import org.parley.server.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Shops that tell their orders by webhook. Secrets go in and never come out.
@RestController
@RequestMapping("/api/v1/shops")
class ShopController {

    private final Shops shops;
    private final WaitingRoom room;
    private final AuditLog audit;
    private final URI publicUrl;

    ShopController(Shops shops, WaitingRoom room, AuditLog audit, ParleySettings settings) {
        this.shops = shops;
        this.room = room;
        this.audit = audit;
        this.publicUrl = settings.publicUrl();
    }

    /// @param kind shopify, woocommerce or segment
    /// @param name stands in the webhook address and is the `store` of its orders
    /// @param secret what the shop signs with
    record NewShop(
            @NotBlank String kind,
            @NotBlank String name,
            @NotNull @Size(max = 1_000) String secret) {

        @Override
        public String toString() {
            return "NewShop[" + kind + "/" + name + "]";
        }
    }

    /// @param keepPrevious whether the secret before is taken for a day longer; false where others
    ///   know it; left out: true
    record NewSecret(@NotNull @Size(max = 1_000) String secret, @Nullable Boolean keepPrevious) {

        boolean keeps() {
            return keepPrevious == null || keepPrevious;
        }

        @Override
        public String toString() {
            return "NewSecret";
        }
    }

    /// @param state open or closed; a closed shop's webhooks find nobody
    record ShopChange(@NotNull @Pattern(regexp = "open|closed") String state) {}

    /// @param state open or closed
    /// @param webhookAddress what the shop is to call
    /// @param secretBeforeUntil until when the secret before the last change is still taken
    /// @param received webhooks that were signed and readable
    /// @param unreadable webhooks that were signed and not of the form; nothing of them is recorded
    /// @param ignored webhooks that told nothing we record, such as another topic
    /// @param refused what contradicts the books and was not recorded as it was told
    /// @param waiting refunds and cancellations whose order has not come
    /// @param lastRefusal why the last of these was refused, or the place that could not be read
    record ShopView(
            long id,
            String kind,
            String name,
            String state,
            URI webhookAddress,
            @Nullable Instant secretBeforeUntil,
            long received,
            long unreadable,
            long ignored,
            long refused,
            int waiting,
            @Nullable Instant lastReceivedAt,
            @Nullable String lastRefusal) {}

    @GetMapping
    Page<ShopView> list() {
        Map<String, Integer> waiting = room.counts();
        return new Page<>(shops.all().stream().map(shop -> view(shop, waiting)).toList(), null);
    }

    @GetMapping("/{id}")
    ShopView get(@PathVariable long id) {
        return view(shops.get(id), room.counts());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    ShopView open(@Valid @RequestBody NewShop wanted, @AuthenticationPrincipal Caller caller) {
        return told(
                caller,
                "shop.open",
                shops.open(wanted.kind(), wanted.name(), wanted.secret(), caller.name()));
    }

    /// The secret before is taken for a day longer, so that no webhook is lost meanwhile; with
    /// `"keepPrevious": false` not at all.
    @PutMapping("/{id}/secret")
    @Transactional
    ShopView changeSecret(
            @PathVariable long id,
            @Valid @RequestBody NewSecret wanted,
            @AuthenticationPrincipal Caller caller) {
        return told(caller, "shop.secret", shops.changeSecret(id, wanted.secret(), wanted.keeps()));
    }

    @PatchMapping("/{id}")
    @Transactional
    ShopView change(
            @PathVariable long id,
            @Valid @RequestBody ShopChange wanted,
            @AuthenticationPrincipal Caller caller) {
        return told(
                caller,
                "shop.change",
                shops.change(id, Shop.State.valueOf(wanted.state().toUpperCase(Locale.ROOT))));
    }

    private ShopView told(Caller caller, String action, Shop shop) {
        audit.record(
                caller.name(),
                action,
                "shop/" + shop.id(),
                Map.of("kind", shop.kind(), "name", shop.name(), "state", state(shop)));
        return view(shop, room.counts());
    }

    private static String state(Shop shop) {
        return shop.state().name().toLowerCase(Locale.ROOT);
    }

    private ShopView view(Shop shop, Map<String, Integer> waiting) {
        return new ShopView(
                shop.id(),
                shop.kind(),
                shop.name(),
                state(shop),
                URI.create(publicUrl + "/webhooks/shops/" + shop.kind() + "/" + shop.name()),
                shop.secretBeforeUntil(),
                shop.received(),
                shop.unreadable(),
                shop.ignored(),
                shop.refused(),
                waiting.getOrDefault(shop.name(), 0),
                shop.lastReceivedAt(),
                shop.lastRefusal());
    }
}
