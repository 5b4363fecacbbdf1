/// Reads how far the event log is behind.
@NullMarked
package org.parley.server.web.status.internal;

import org.jspecify.annotations.NullMarked;
