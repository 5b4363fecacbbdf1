package org.parley.server.web.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.audit.AuditLog;
import org.parley.core.commerce.ExchangeRate;
import org.parley.core.commerce.ExchangeRates;
import org.parley.core.kernel.Page;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Daily exchange rates, which the ROI file converts by. Rates are decimal texts, so that no reader
/// of JSON makes floating point of them.
@RestController
@RequestMapping("/api/v1/fx-rates")
class FxRateController {

    private final ExchangeRates rates;
    private final AuditLog audit;

    FxRateController(ExchangeRates rates, AuditLog audit) {
        this.rates = rates;
        this.audit = audit;
    }

    /// @param rate units of `to` for one unit of `from`
    record FxRateView(
            @NotNull @Pattern(regexp = "[A-Z]{3}") String from,
            @NotNull @Pattern(regexp = "[A-Z]{3}") String to,
            @NotNull LocalDate date,
            @NotNull
                    @Pattern(
                            regexp = "\\d{1,10}(\\.\\d{1,10})?",
                            message = "Give a decimal number as a text, such as \"0.9123\"")
                    String rate,
            @NotBlank @Size(max = 100) String source) {

        static FxRateView of(ExchangeRate rate) {
            return new FxRateView(
                    rate.from(),
                    rate.to(),
                    rate.day(),
                    rate.rate().stripTrailingZeros().toPlainString(),
                    rate.source());
        }

        ExchangeRate exchangeRate() {
            return new ExchangeRate(from, to, date, new BigDecimal(rate), source);
        }
    }

    /// The latest day first.
    @GetMapping
    Page<FxRateView> list(
            @RequestParam(required = false) @Pattern(regexp = "[A-Z]{3}") @Nullable String from,
            @RequestParam(required = false) @Pattern(regexp = "[A-Z]{3}") @Nullable String to,
            @Valid @ParameterObject Paging paging) {
        Page<ExchangeRate> page = rates.page(from, to, paging.after(), paging.size());
        return new Page<>(page.items().stream().map(FxRateView::of).toList(), page.next());
    }

    /// Sets the rate of a pair and day: 201 where it is new, 200 where one was replaced. Files that
    /// were written before stay as they are.
    @PutMapping
    @Transactional
    ResponseEntity<FxRateView> put(@Valid @RequestBody FxRateView wanted, Principal principal) {
        ExchangeRates.Put put = rates.put(wanted.exchangeRate());
        FxRateView now = FxRateView.of(put.rate());
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("rate", now.rate());
        detail.put("source", now.source());
        if (put.before() != null) {
            detail.put("before", FxRateView.of(put.before()).rate());
        }
        audit.record(
                principal.getName(),
                "fx-rate.put",
                "fx-rate/%s/%s/%s".formatted(now.from(), now.to(), now.date()),
                detail);
        return ResponseEntity.status(put.before() == null ? HttpStatus.CREATED : HttpStatus.OK)
                .body(now);
    }
}
