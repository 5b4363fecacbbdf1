package org.parley.server.web.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.core.audit.AuditLog;
import org.parley.core.commerce.RateCard;
import org.parley.core.commerce.RateCards;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What providers charge for messages, from a day on.
@RestController
@RequestMapping("/api/v1/rate-cards")
final class RateCardController {

    private final RateCards cards;
    private final AuditLog audit;

    RateCardController(RateCards cards, AuditLog audit) {
        this.cards = cards;
        this.audit = audit;
    }

    record RateCardView(
            @NotBlank @Pattern(regexp = "[a-z][a-z0-9_]{0,31}") String channel,
            @Pattern(regexp = "[A-Z]{2}") @Nullable String country,
            @Size(max = 50) @Nullable String category,
            @NotNull @Pattern(regexp = "sent|delivered") String billedOn,
            @NotNull @Pattern(regexp = "\\d{1,6}(\\.\\d{1,6})?") String price,
            @NotBlank String currency,
            @NotBlank @Size(max = 100) String vendor,
            @NotNull LocalDate effectiveFrom) {

        static RateCardView of(RateCard card) {
            return new RateCardView(
                    card.channel().name(),
                    card.country(),
                    card.category(),
                    card.billedOn().name().toLowerCase(Locale.ROOT),
                    card.price().toPlainString(),
                    card.currency(),
                    card.vendor(),
                    card.effectiveFrom());
        }

        RateCard card() {
            return new RateCard(
                    new Channel(channel),
                    country,
                    Objects.requireNonNullElse(category, "marketing"),
                    RateCard.BilledOn.valueOf(billedOn.toUpperCase(Locale.ROOT)),
                    new BigDecimal(price),
                    currency,
                    vendor,
                    effectiveFrom);
        }
    }

    @GetMapping
    Page<RateCardView> list() {
        return new Page<>(cards.all().stream().map(RateCardView::of).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RateCardView add(@Valid @RequestBody RateCardView wanted, Principal principal) {
        RateCard card = wanted.card();
        cards.add(card);
        audit.record(
                principal.getName(),
                "rate-card.add",
                "rate-card/" + card.channel(),
                Map.of(
                        "price",
                        wanted.price(),
                        "effectiveFrom",
                        wanted.effectiveFrom().toString()));
        return RateCardView.of(card);
    }
}
