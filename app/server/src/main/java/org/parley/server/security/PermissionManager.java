package org.parley.server.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/// Decides by {@link Permissions}.
final class PermissionManager implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        var rule = Permissions.decisive(context.getRequest());
        return new AuthorizationDecision(
                rule.isPresent()
                        && (rule.get().open() || holdsOneOf(rule.get(), authentication.get())));
    }

    private static boolean holdsOneOf(Permissions.Rule rule, @Nullable Authentication caller) {
        return caller instanceof CallerAuthentication known
                && rule.allows(known.getPrincipal().roles());
    }
}
