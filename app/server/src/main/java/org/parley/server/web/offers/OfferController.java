package org.parley.server.web.offers;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.Page;
import org.parley.core.offer.NewOffer;
import org.parley.core.offer.Offer;
import org.parley.core.offer.OfferStock;
import org.parley.core.offer.Offers;
import org.parley.core.offer.Offers.Brought;
import org.parley.core.offer.Offers.CodeLine;
import org.parley.core.offer.Offers.RefusedCode;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Offers with personal promo codes. No answer shows a code: they are as good as money.
@RestController
@RequestMapping("/api/v1/offers")
class OfferController {

    private final Offers offers;
    private final AuditLog audit;

    OfferController(Offers offers, AuditLog audit) {
        this.offers = offers;
        this.audit = audit;
    }

    /// @param source `made`: codes are drawn here; `pool`: they are brought from the shop
    /// @param prefix of codes that are made: at most 12 capital letters, digits and hyphens
    /// @param length of codes that are made: 10 to 32 drawn characters after the prefix, 10 without
    /// @param mostUses orders in which one code may be redeemed; 1 without
    /// @param validUntil exclusive
    record OfferRequest(
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "made|pool") String source,
            @Nullable String prefix,
            @Nullable Integer length,
            @Nullable Integer mostUses,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}

    /// @param waiting codes of a pool that nobody has yet
    /// @param issued codes that somebody has
    record OfferView(
            long id,
            String name,
            String source,
            @Nullable String prefix,
            @Nullable Integer length,
            int mostUses,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            long waiting,
            long issued,
            String createdBy,
            Instant createdAt) {

        static OfferView of(OfferStock stock) {
            Offer offer = stock.offer();
            return new OfferView(
                    offer.id(),
                    offer.name(),
                    offer.source().word(),
                    offer.prefix(),
                    offer.length(),
                    offer.mostUses(),
                    offer.validFrom(),
                    offer.validUntil(),
                    stock.waiting(),
                    stock.issued(),
                    offer.createdBy(),
                    offer.createdAt());
        }
    }

    record CodesRequest(@NotNull @Size(max = Offers.MOST_BROUGHT) List<@NotNull String> codes) {}

    record RefusedCodeView(int line, String reason) {
        static RefusedCodeView of(RefusedCode refused) {
            return new RefusedCodeView(refused.line(), refused.reason());
        }
    }

    /// @param refused by line: the place in the list from 1, or the line of the file
    record BroughtView(int added, List<RefusedCodeView> refused) {
        static BroughtView of(Brought brought) {
            return new BroughtView(
                    brought.added(), brought.refused().stream().map(RefusedCodeView::of).toList());
        }
    }

    /// @param removed codes
    record TakenBackView(int removed) {}

    @PostMapping
    @Transactional
    ResponseEntity<OfferView> create(@Valid @RequestBody OfferRequest wanted, Principal member) {
        OfferStock stock =
                offers.create(
                        new NewOffer(
                                wanted.name(),
                                Offer.Source.of(wanted.source()),
                                wanted.prefix(),
                                wanted.length(),
                                wanted.mostUses(),
                                wanted.validFrom(),
                                wanted.validUntil()),
                        member.getName());
        Offer offer = stock.offer();
        audit.record(
                member.getName(),
                "offer.create",
                "offer/" + offer.id(),
                Map.of("source", offer.source().word(), "mostUses", offer.mostUses()));
        return ResponseEntity.created(URI.create("/api/v1/offers/" + offer.id()))
                .body(OfferView.of(stock));
    }

    /// The latest first.
    @GetMapping
    Page<OfferView> list(@Valid @ParameterObject Paging paging) {
        Page<OfferStock> page = offers.page(paging.after(), paging.size());
        return new Page<>(page.items().stream().map(OfferView::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    OfferView get(@PathVariable long id) {
        return OfferView.of(offers.get(id));
    }

    /// Brings codes of the shop into a pool; bad and known ones are refused by line, the rest
    /// lands.
    @PostMapping(value = "/{id}/codes", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Transactional
    BroughtView bring(
            @PathVariable long id, @Valid @RequestBody CodesRequest request, Principal member) {
        List<CodeLine> lines = new ArrayList<>(request.codes().size());
        for (String code : request.codes()) {
            lines.add(new CodeLine(lines.size() + 1, code));
        }
        return bring(id, lines, member);
    }

    /// The same of a file, with commas, semicolons or tabs between its columns: a code a line, in
    /// the column `code`; without a header the code is all that a line says.
    @PostMapping(value = "/{id}/codes", consumes = "text/csv")
    @Transactional
    BroughtView bringFile(@PathVariable long id, @RequestBody String file, Principal member) {
        return bring(id, CodeFile.lines(file), member);
    }

    /// Takes out of a pool again what nobody has and nobody used, as after a wrong file.
    @DeleteMapping("/{id}/codes")
    @Transactional
    TakenBackView takeBack(@PathVariable long id, Principal member) {
        int removed = offers.takeBack(id);
        audit.record(
                member.getName(),
                "offer.take-back-codes",
                "offer/" + id,
                Map.of("removed", removed));
        return new TakenBackView(removed);
    }

    private BroughtView bring(long id, List<CodeLine> lines, Principal member) {
        Brought brought = offers.bring(id, lines);
        audit.record(
                member.getName(),
                "offer.bring-codes",
                "offer/" + id,
                Map.of("added", brought.added(), "refused", brought.refused().size()));
        return BroughtView.of(brought);
    }
}
