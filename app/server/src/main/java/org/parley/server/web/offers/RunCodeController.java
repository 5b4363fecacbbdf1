package org.parley.server.web.offers;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import org.parley.analytics.offer.CodesOfRun;
import org.parley.analytics.offer.RunCodes;
import org.parley.core.audit.AuditLog;
import org.parley.server.rest.Downloads;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What became of the promo codes of a run.
@RestController
@RequestMapping("/api/v1/runs/{id}")
final class RunCodeController {

    private final RunCodes codes;
    private final AuditLog audit;

    RunCodeController(RunCodes codes, AuditLog audit) {
        this.codes = codes;
        this.audit = audit;
    }

    /// By arm; no arms where the campaign has no offer.
    @GetMapping("/promo-codes")
    CodesOfRun figures(@PathVariable int id) {
        return codes.of(id);
    }

    /// Every code with its person and its uses, in one file.
    @GetMapping(value = "/promo-codes.csv", produces = "text/csv")
    void file(@PathVariable int id, Principal principal, HttpServletResponse response)
            throws IOException {
        codes.check(id);
        audit.record(principal.getName(), "promo-codes.download", "run/" + id, Map.of());
        codes.write(id, Downloads.csv(response, "promo-codes-" + id + ".csv"));
    }
}
