package org.parley.analytics.finance;

import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// What one asks for and another agrees to.
public final class TwoPeople {

    private static final String PROGRAM = "key:";

    private TwoPeople() {}

    /// Two keys may be in one hand, and a member may make keys: only who signs in counts as
    /// somebody.
    ///
    /// @param what takes two, as a sentence begins
    /// @throws ProblemException FORBIDDEN to programs
    public static void member(String actor, String what) {
        if (actor.startsWith(PROGRAM)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    what + " takes two people. Sign in as a member; an API key is nobody.");
        }
    }
}
