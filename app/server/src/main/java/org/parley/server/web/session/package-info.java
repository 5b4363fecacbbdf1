/// Signing in and out.
@NullMarked
package org.parley.server.web.session;

import org.jspecify.annotations.NullMarked;
