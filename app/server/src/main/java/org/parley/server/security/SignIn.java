package org.parley.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.parley.core.access.Member;
import org.parley.core.access.Members;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.server.ParleySettings;
import org.parley.server.rest.TryLaterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.stereotype.Component;

/// Begins and ends the sessions of members.
@Component
public final class SignIn {

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final Members members;
    private final CookieCsrfTokenRepository csrfTokens;
    private final SignInThrottle throttle;
    private final AuditLog audit;
    private final HttpSessionSecurityContextRepository contexts =
            new HttpSessionSecurityContextRepository();
    private final SecurityContextLogoutHandler endOfSession = new SecurityContextLogoutHandler();

    SignIn(
            Members members,
            CookieCsrfTokenRepository csrfTokens,
            Clock clock,
            ParleySettings settings,
            AuditLog audit) {
        this.audit = audit;
        this.members = members;
        this.csrfTokens = csrfTokens;
        this.throttle =
                new SignInThrottle(
                        clock,
                        settings.signIn().attemptsPerAccount(),
                        settings.signIn().attemptsPerAddress(),
                        settings.signIn().window());
    }

    /// Checks the password and begins a session under a new id.
    ///
    /// @throws ProblemException if address and password do not belong together
    /// @throws TryLaterException after too many failures of the account or the network address
    public Caller begin(
            String email,
            String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        var account = email.strip().toLowerCase(Locale.ROOT);
        var address = request.getRemoteAddr();
        throttle.wait(account, address)
                .ifPresent(wait -> {
                    throw new TryLaterException(
                            ErrorCode.TOO_MANY_REQUESTS,
                            "Too many failed attempts; wait a few minutes",
                            wait);
                });
        var member = members.authenticate(email, password);
        if (member.isEmpty()) {
            throttle.failed(account, address);
            log.info("A sign-in failed");
            // What was typed may be a password in the wrong field: only a member's address is kept.
            var known = members.find(account).map(Member::email).orElse("unknown");
            audit.record("nobody", "session.refuse", "member/" + known, Map.of());
            throw new ProblemException(
                    ErrorCode.UNAUTHENTICATED, "The e-mail address or the password is not right");
        }
        throttle.succeeded(account);
        var caller = Caller.of(member.get());
        // A session that a stranger may have planted never becomes a signed-in one.
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var context = new SecurityContextImpl(CallerAuthentication.bySession(caller));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        renewCsrfToken(request, response);
        audit.record(caller.name(), "session.begin", "member/" + caller.name(), Map.of());
        return caller;
    }

    /// Ends the session, if there is one.
    public void end(HttpServletRequest request, HttpServletResponse response) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof CallerAuthentication known && !known.isByKey()) {
            var caller = known.getPrincipal();
            audit.record(caller.name(), "session.end", "member/" + caller.name(), Map.of());
        }
        endOfSession.logout(request, response, authentication);
        renewCsrfToken(request, response);
    }

    private void renewCsrfToken(HttpServletRequest request, HttpServletResponse response) {
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
    }
}
