package org.parley.server.web.offers;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.offer.CodeCheck;
import org.parley.core.offer.CodeCheck.State;
import org.parley.core.offer.RedeemOutcome.NotRedeemable;
import org.parley.core.offer.RedeemOutcome.Redeemed;
import org.parley.core.offer.RedeemOutcome.Repeated;
import org.parley.core.offer.Redemptions;
import org.parley.core.offer.ReleaseOutcome.NotUsed;
import org.parley.core.offer.ReleaseOutcome.Released;
import org.parley.core.offer.ReleaseOutcome.Sold;
import org.parley.server.ParleySettings;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Promo codes as stores and tills ask for them. Never says whose a code is. Codes stand in bodies
/// only, since addresses are logged on the way. Who asks for too many that nobody got is told to
/// wait (429).
@RestController
@RequestMapping("/api/v1/promo-codes")
final class PromoCodeController {

    private final Redemptions redemptions;
    private final GuessLimit guesses;

    PromoCodeController(Redemptions redemptions, ParleySettings settings, Clock clock) {
        this.redemptions = redemptions;
        this.guesses = new GuessLimit(clock, settings.limits().codeMisses());
    }

    record CodeCheckRequest(@NotBlank @Size(max = 64) String code) {}

    /// @param store and orderId as the order itself will be told
    record RedeemRequest(
            @NotBlank @Size(max = 64) String code,
            @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String store,
            @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String orderId) {}

    /// @param state valid, not_yet_valid, expired, redeemed (as often as it may be) or unknown
    /// @param offer null where it is unknown
    /// @param validUntil exclusive; null: for ever, or unknown
    /// @param usesLeft orders in which it may still be redeemed
    record CodeCheckView(
            String state,
            @Nullable String offer,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            int usesLeft) {

        static CodeCheckView of(CodeCheck check) {
            return new CodeCheckView(
                    check.state().word(),
                    check.offer(),
                    check.validFrom(),
                    check.validUntil(),
                    check.usesLeft());
        }
    }

    /// Whether a code may be used now; always 200. Changes nothing.
    @PostMapping("/check")
    CodeCheckView check(@Valid @RequestBody CodeCheckRequest request, Principal caller) {
        guesses.admit(caller.getName());
        CodeCheck code = redemptions.check(request.code());
        if (code.state() == State.UNKNOWN) {
            guesses.missed(caller.getName());
        }
        return CodeCheckView.of(code);
    }

    /// Uses a code in an order: 201 where it is new, 200 where this order has it already, 409 where
    /// the code may not be used (again), 404 where nobody got such a code.
    @PostMapping("/redeem")
    ResponseEntity<CodeCheckView> redeem(
            @Valid @RequestBody RedeemRequest request, Principal caller) {
        guesses.admit(caller.getName());
        return switch (redemptions.redeem(request.code(), request.store(), request.orderId())) {
            case Redeemed(var code) ->
                    ResponseEntity.status(HttpStatus.CREATED).body(CodeCheckView.of(code));
            case Repeated(var code) -> ResponseEntity.ok(CodeCheckView.of(code));
            case NotRedeemable(var code) -> {
                if (code.state() == State.UNKNOWN) {
                    guesses.missed(caller.getName());
                }
                throw refused(code);
            }
        };
    }

    /// Takes a use back whose order did not come about: 200 where it is released now or was before,
    /// 409 where the order itself was told with the code, 404 where the order never used it.
    @PostMapping("/release")
    CodeCheckView release(@Valid @RequestBody RedeemRequest request, Principal caller) {
        guesses.admit(caller.getName());
        return switch (redemptions.release(request.code(), request.store(), request.orderId())) {
            case Released(var code) -> CodeCheckView.of(code);
            case Sold _ ->
                    throw conflict("The order was placed with the promo code; it was used in it");
            case NotUsed _ -> {
                guesses.missed(caller.getName());
                throw new ProblemException(
                        ErrorCode.NOT_FOUND, "The promo code was not used in this order");
            }
        };
    }

    private static ProblemException refused(CodeCheck code) {
        return switch (code.state()) {
            case UNKNOWN ->
                    new ProblemException(ErrorCode.NOT_FOUND, "Nobody got such a promo code");
            case EXPIRED -> conflict("The promo code expired at " + code.validUntil());
            case NOT_YET_VALID ->
                    conflict("The promo code is not valid before " + code.validFrom());
            case REDEEMED ->
                    conflict("The promo code has been used in as many orders as it may be");
            case VALID -> throw new IllegalStateException("A valid code was not redeemed");
        };
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
