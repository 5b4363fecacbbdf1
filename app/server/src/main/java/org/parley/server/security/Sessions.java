package org.parley.server.security;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/// The sessions that members have open, on whichever node they began.
@Component
public final class Sessions {

    private final FindByIndexNameSessionRepository<?> sessions;

    Sessions(FindByIndexNameSessionRepository<?> sessions) {
        this.sessions = sessions;
    }

    /// Ends every session of a member: its next request is nobody's.
    public void end(String email) {
        sessions.findByPrincipalName(email).keySet().forEach(sessions::deleteById);
    }
}
